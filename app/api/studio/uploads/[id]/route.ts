import { asId } from '@/lib/id'
import { cancelUpload } from '@/lib/photos/cancel-upload'
import { assertOurs } from '@/lib/web/origin'
import { route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'

type Context = { params: Promise<{ id: string }> }

/** The upload is given up, and what was sent of it is freed. */
export const DELETE = route(async (request: Request, { params }: Context) => {
  assertOurs(request)
  await cancelUpload(await getActor(), { photoId: asId((await params).id) })
  return new Response(null, { status: 204 })
})
