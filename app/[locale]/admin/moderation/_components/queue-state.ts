import { z } from 'zod'

export const queueKinds = ['new', 'again', 'appeal', 'near'] as const

/** What the desk's address says: which photo is open, what the queue is narrowed to, and whether it is shown as a sheet. What makes no sense is left out. */
const state = z.object({
  photo: z.uuid().optional().catch(undefined),
  view: z.literal('grid').optional().catch(undefined),
  kind: z.enum(queueKinds).optional().catch(undefined),
  categoryId: z.uuid().optional().catch(undefined),
  countryCode: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .catch(undefined),
  photographerId: z.uuid().optional().catch(undefined),
  people: z.enum(['none', 'one', 'several']).optional().catch(undefined),
})

export type QueueState = z.output<typeof state>
export const filterFields = ['categoryId', 'countryCode', 'photographerId', 'people'] as const

export const readQueueState = (params: Record<string, unknown>): QueueState => state.parse(params)

/** The desk's address for a state; the same state has one address. */
export function deskAddress(state: QueueState) {
  const named = (['kind', ...filterFields, 'view', 'photo'] as const).flatMap((name) => (state[name] ? [[name, state[name]]] : []))
  const query = new URLSearchParams(named).toString()
  return `/admin/moderation${query && `?${query}`}`
}
