import { AppError } from '@/lib/errors'
import { asId } from '@/lib/id'
import { finishRelease } from '@/lib/photos/finish-release'
import { limit } from '@/lib/web/limit'
import { originIsOurs, route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'

type Context = { params: Promise<{ id: string }> }

/** The paper has been sent: it is looked at, and is a release from now on. */
export const POST = route(async (request: Request, { params }: Context) => {
  if (!originIsOurs(request)) throw new AppError('forbidden', 'wrongOrigin')
  const actor = await getActor()
  if (actor.userId) await limit('upload', actor.userId)
  return Response.json(await finishRelease(actor, { releaseId: asId((await params).id) }))
})
