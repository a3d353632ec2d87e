'use server'

import { redirect } from 'next/navigation'
import { placeOrderInput } from '@/lib/orders/inputs'
import { placeOrder } from '@/lib/orders/place-order'
import { startPayment } from '@/lib/payments/start-payment'
import { action } from '@/lib/web/action'

/** The cart becomes an order and the buyer goes to the provider's page. Pressing twice finds the same order and the same page. */
export const checkoutAction = action(
  placeOrderInput,
  async (actor, input) => {
    const order = await placeOrder(actor)
    const { paymentUrl } = await startPayment(actor, { orderId: order.id, ...input })
    redirect(paymentUrl)
  },
  { limit: 'payment' },
)
