import { after } from 'next/server'
import { readNotice } from '@/lib/cinetpay'
import { keepNotice } from '@/lib/payments/keep-notice'
import { settleByTransaction } from '@/lib/payments/settle-payment'
import { clientAddress } from '@/lib/web/client-address'
import { limit } from '@/lib/web/limit'
import { route } from '@/lib/web/route'

const refusals = { 'bad-token': 401, 'too-large': 413, malformed: 400 }

/** CinetPay's ping before each notification. */
export const GET = () => new Response(null, { status: 200, headers: { 'cache-control': 'no-store' } })

/** A notification: who speaks is proven by its token, what is true is asked after the answer. Far too many from one address are 429; the poller settles. */
export const POST = route(async (request: Request) => {
  await limit('webhook', clientAddress(request.headers))
  const read = await readNotice(request)
  if (read.kind !== 'notice') return new Response(null, { status: refusals[read.kind] })
  await keepNotice(read.notice)
  after(() => settleByTransaction(read.notice.transactionId)) // If this is lost, the job and the poller settle.
  return new Response(null, { status: 200 })
})
