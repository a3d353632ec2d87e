import { asId } from '@/lib/id'
import { completeUpload } from '@/lib/photos/complete-upload'
import { assertOurs } from '@/lib/web/origin'
import { route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'

type Context = { params: Promise<{ id: string }> }

/** The browser says that all parts are sent; they are joined, and ingest looks at them next. Saying it twice changes nothing. */
export const POST = route(async (request: Request, { params }: Context) => {
  assertOurs(request)
  const { id, status } = await completeUpload(await getActor(), { photoId: asId((await params).id) })
  return Response.json({ id, status }, { status: 202 })
})
