'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { isUser } from '@/lib/actor'
import { addToCart } from '@/lib/cart/add-to-cart'
import { changeLicence } from '@/lib/cart/change-licence'
import { addToCartInput, changeLicenceInput, removeFromCartInput } from '@/lib/cart/inputs'
import { removeFromCart } from '@/lib/cart/remove-from-cart'
import { action } from '@/lib/web/action'
import { path } from '@/lib/web/path'
import { ensureVisitorId } from '@/lib/web/session'

/** Where the buyer is after adding: still on the photo, in the cart, or on the way to pay. */
const addInput = z.strictObject({ ...addToCartInput.shape, leadTo: z.enum(['stay', 'cart', 'checkout']) })

export const addToCartAction = action(
  addInput,
  async (actor, { leadTo, ...input }) => {
    await addToCart(isUser(actor) ? actor : { ...actor, visitorId: await ensureVisitorId() }, input)
    if (leadTo !== 'stay') redirect(path(actor.locale, `/${leadTo}`))
    refresh()
  },
  { limit: 'cart' },
)

export const removeFromCartAction = action(
  removeFromCartInput,
  async (actor, input) => {
    await removeFromCart(actor, input)
    refresh()
  },
  { limit: 'cart' },
)

export const changeLicenceAction = action(
  changeLicenceInput,
  async (actor, input) => {
    await changeLicence(actor, input)
    refresh()
  },
  { limit: 'cart' },
)
