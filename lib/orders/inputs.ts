import { z } from 'zod'

const line = (max: number) => z.string().trim().max(max).optional()

/** How the buyer means to pay. A card needs all four of phone, address, city and country: the provider asks for them. */
export const placeOrderInput = z.strictObject({
  method: z.enum(['mobile', 'card']).default('mobile'),
  phone: line(20),
  address: line(100),
  city: line(50),
  country: z
    .string()
    .regex(/^([A-Z]{2})?$/)
    .optional(),
})

export const orderInput = z.strictObject({ orderId: z.uuid() })
