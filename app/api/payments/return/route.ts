import { AppError, notFound } from '@/lib/errors'
import { findOrderOf } from '@/lib/payments/queries'
import { settleByTransaction } from '@/lib/payments/settle-payment'
import { clientAddress } from '@/lib/web/client-address'
import { limit } from '@/lib/web/limit'
import { path } from '@/lib/web/path'
import { route } from '@/lib/web/route'

const BODY_LIMIT_BYTES = 16 * 1024

/** The buyer comes back from the provider, by a form from its site: no session can be expected, and nothing it says is believed. */
export const POST = route(async (request: Request) => comeBack(request, await formId(request)))

export const GET = route((request: Request) => comeBack(request, new URL(request.url).searchParams.get('transaction_id')))

async function comeBack(request: Request, transactionId: string | null) {
  const found = transactionId ? await findOrderOf(transactionId) : null
  if (!transactionId || !found) throw notFound()
  if (await isAllowed(request)) await settleByTransaction(transactionId)
  return new Response(null, { status: 303, headers: { location: path(found.locale, `/checkout/return?order=${found.orderId}`) } })
}

/** Over the limit the buyer still arrives; the webhook and the poller settle. */
async function isAllowed(request: Request) {
  try {
    await limit('payment-return', clientAddress(request.headers))
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'limited') return false
    throw error
  }
}

async function formId(request: Request) {
  const sizeBytes = Number(request.headers.get('content-length') ?? Number.NaN)
  if (!(sizeBytes <= BODY_LIMIT_BYTES)) throw new AppError('invalid', 'badInput') // No length, no reading: a browser's form always has one.
  const form = await request.formData().catch((error: unknown) => {
    if (error instanceof TypeError) return null // Not a form.
    throw error
  })
  const id = form?.get('transaction_id')
  return typeof id === 'string' ? id : null
}
