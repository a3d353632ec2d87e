import { z } from 'zod'

export const payoutInput = z.strictObject({ payoutId: z.uuid() })
