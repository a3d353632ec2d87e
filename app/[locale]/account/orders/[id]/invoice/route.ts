import { asId } from '@/lib/id'
import { getInvoiceFile } from '@/lib/papers/get-invoice-file'
import { route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'

type Context = { params: Promise<{ id: string }> }

/** The invoice's PDF, by a signed address that lives a minute. Only for the buyer of the order. */
export const GET = route(async (_: Request, { params }: Context) => {
  const { url } = await getInvoiceFile(await getActor(), asId((await params).id))
  return new Response(null, { status: 303, headers: { location: url, 'referrer-policy': 'no-referrer' } })
})
