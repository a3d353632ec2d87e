'use server'

import { recheckPayment, recheckPaymentInput } from '@/lib/desk/recheck-payment'
import { resendReceipt, resendReceiptInput } from '@/lib/desk/resend-receipt'
import { action } from '@/lib/web/action'
import { wordsOf } from '@/lib/web/words-of-error'

/** The provider is asked again, and its word applied. */
export const recheckPaymentAction = action(
  recheckPaymentInput,
  async (actor, input) => {
    const payment = await recheckPayment(actor, input)
    return { message: wordsOf(actor.locale, 'admin.order.rechecked', { state: wordsOf(actor.locale, `admin.order.payments.${payment.status}`) }) }
  },
  { limit: 'write' },
)

/** The receipt that failed is written and sent again. */
export const resendReceiptAction = action(
  resendReceiptInput,
  async (actor, input) => {
    await resendReceipt(actor, input)
    return { message: wordsOf(actor.locale, 'admin.order.resent') }
  },
  { limit: 'write' },
)
