import { z } from 'zod'

const event = <N extends string, S extends z.ZodType>(name: N, data: S) => ({ name, data })
const byPhoto = z.object({ photoId: z.uuid() })
const byOrder = z.object({ orderId: z.uuid(), paymentId: z.uuid() })

/** Past facts. Plain data: ids, never whole rows. */
export const photoUploaded = event('photo/uploaded', byPhoto)
export const photoInspected = event('photo/inspected', byPhoto)
export const photoAppealed = event('photo/appealed', byPhoto)
export const photoSubmitted = event('photo/submitted', byPhoto)
export const photoPublished = event('photo/published', byPhoto.extend({ reviewId: z.uuid().optional(), isAppeal: z.boolean().default(false) })) // Rows written before there were appeals have neither.
export const photoRejected = event('photo/rejected', byPhoto.extend({ reviewId: z.uuid(), isAppeal: z.boolean().default(false) }))
export const orderPaid = event('order/paid', byOrder)
export const paymentOwed = event('payment/owed', z.object({ paymentId: z.uuid() }))
export const paymentInReview = event('payment/in_review', z.object({ paymentId: z.uuid() }))
export const paymentNoticed = event('payment/noticed', z.object({ paymentId: z.uuid() }))
export const payoutApproved = event('payout/approved', z.object({ payoutId: z.uuid() }))
export const payoutEnded = event('payout/ended', z.object({ payoutId: z.uuid() }))
export const noticeWritten = event('notice/written', z.object({ noticeId: z.uuid() }))

export const events = [
  photoUploaded,
  photoInspected,
  photoAppealed,
  photoSubmitted,
  photoPublished,
  photoRejected,
  orderPaid,
  paymentOwed,
  paymentInReview,
  paymentNoticed,
  payoutApproved,
  payoutEnded,
  noticeWritten,
] as const
