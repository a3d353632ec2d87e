import { z } from 'zod'

const licence = z.enum(['standard', 'extended'])

export const addToCartInput = z.strictObject({ photoId: z.uuid(), licence })
export const removeFromCartInput = z.strictObject({ itemId: z.uuid() })
export const changeLicenceInput = z.strictObject({ itemId: z.uuid(), licence })
