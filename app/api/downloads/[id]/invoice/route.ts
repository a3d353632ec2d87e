import { getDownload } from '@/lib/downloads/queries'
import { asId } from '@/lib/id'
import { getInvoiceFile } from '@/lib/papers/get-invoice-file'
import { route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'

type Context = { params: Promise<{ id: string }> }

/** The invoice of the order the grant belongs to, by an address that lives for a minute. */
export const GET = route(async (_: Request, { params }: Context) => {
  const actor = await getActor()
  const { orderId } = await getDownload(actor, asId((await params).id))
  const { url } = await getInvoiceFile(actor, orderId)
  return new Response(null, { status: 303, headers: { location: url, 'referrer-policy': 'no-referrer' } })
})
