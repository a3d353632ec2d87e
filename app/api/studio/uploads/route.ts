import { AppError } from '@/lib/errors'
import { startUploadInput } from '@/lib/photos/inputs'
import { startUpload } from '@/lib/photos/start-upload'
import { limit } from '@/lib/web/limit'
import { originIsOurs, route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'

/** An address to send one photo to. A route and not an action, because the browser runs one action at a time and sends three files at once. */
export const POST = route(async (request: Request) => {
  if (!originIsOurs(request)) throw new AppError('forbidden', 'wrongOrigin')
  const actor = await getActor()
  if (actor.userId) await limit('upload', actor.userId)
  return Response.json(await startUpload(actor, startUploadInput.parse(await readJson(request))), { status: 201 })
})

async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json()
  } catch (error) {
    if (error instanceof SyntaxError) throw new AppError('invalid', 'badInput')
    throw error
  }
}
