'use server'

import { redirect } from 'next/navigation'
import { cancelOrder } from '@/lib/orders/cancel-order'
import { orderInput } from '@/lib/orders/inputs'
import { startPayment } from '@/lib/payments/start-payment'
import { action } from '@/lib/web/action'
import { wordsOf } from '@/lib/web/words-of-error'

/** Back to the provider's page for an order still open. */
export const resumePaymentAction = action(
  orderInput,
  async (actor, { orderId }) => {
    const { paymentUrl } = await startPayment(actor, { orderId })
    redirect(paymentUrl)
  },
  { limit: 'payment' },
)

/** The order will not be paid; what it held is still in the cart. */
export const cancelOrderAction = action(
  orderInput,
  async (actor, { orderId }) => {
    await cancelOrder(actor, { orderId })
    return { message: wordsOf(actor.locale, 'account.orders.cancelled') }
  },
  { limit: 'write' },
)
