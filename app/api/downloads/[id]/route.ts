import { getDownload } from '@/lib/downloads/queries'
import { asId } from '@/lib/id'
import { route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'

type Context = { params: Promise<{ id: string }> }

/** What the buyer's own grant is still good for. */
export const GET = route(async (_: Request, { params }: Context) => {
  const download = await getDownload(await getActor(), asId((await params).id))
  return Response.json({ ...download, file: `/api/downloads/${download.downloadId}/file`, renew: `/api/downloads/${download.photoId}/initiate` })
})
