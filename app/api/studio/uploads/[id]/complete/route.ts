import { AppError } from '@/lib/errors'
import { asId } from '@/lib/id'
import { completeUpload } from '@/lib/photos/complete-upload'
import { originIsOurs, route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'

type Context = { params: Promise<{ id: string }> }

/** The browser says that all bytes are sent; ingest looks at them next. Saying it twice changes nothing. */
export const POST = route(async (request: Request, { params }: Context) => {
  if (!originIsOurs(request)) throw new AppError('forbidden', 'wrongOrigin')
  const { id, status } = await completeUpload(await getActor(), { photoId: asId((await params).id) })
  return Response.json({ id, status }, { status: 202 })
})
