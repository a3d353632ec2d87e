import { AppError } from '@/lib/errors'
import { releaseLock } from '@/lib/photos/release-lock'
import { originIsOurs, route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'

type Context = { params: Promise<{ id: string }> }

/** The reviewer has left the photo: others may take it. */
export const DELETE = route(async (request: Request, { params }: Context) => {
  if (!originIsOurs(request)) throw new AppError('forbidden', 'wrongOrigin')
  await releaseLock(await getActor(), { photoId: (await params).id })
  return new Response(null, { status: 204 })
})
