import { AppError } from '@/lib/errors'
import { startReleaseInput } from '@/lib/photos/inputs'
import { startRelease } from '@/lib/photos/start-release'
import { limit } from '@/lib/web/limit'
import { readJson } from '@/lib/web/read-json'
import { originIsOurs, route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'

/** An address to send one signed paper to. */
export const POST = route(async (request: Request) => {
  if (!originIsOurs(request)) throw new AppError('forbidden', 'wrongOrigin')
  const actor = await getActor()
  if (actor.userId) await limit('upload', actor.userId)
  return Response.json(await startRelease(actor, startReleaseInput.parse(await readJson(request), { reportInput: true })), { status: 201 })
})
