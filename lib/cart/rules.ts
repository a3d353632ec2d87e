import type { schema } from '@/db'

/*
1. One licence of a photo stands in a cart once.
2. Only what can be bought counts: published photos of other people, under a licence not owned yet; an editorial photo under the standard licence only.
3. The total is made here from today's prices, never taken from a browser.
*/

export type Licence = (typeof schema.licence.enumValues)[number]
export type WhyNot = null | 'unlisted' | 'own' | 'owned' | 'editorial'

type Offer = { status: (typeof schema.photoStatus.enumValues)[number]; photographerId: string; editorialOnly: boolean; licence: Licence }
type Buyer = { photographerId: string | null; owns: boolean }

export const CART_MAX = 100

/** Why this cannot be bought by this buyer now; null when it can. */
export function whyNot(offer: Offer, buyer: Buyer): WhyNot {
  if (offer.status !== 'published') return 'unlisted'
  if (offer.photographerId === buyer.photographerId) return 'own'
  if (buyer.owns) return 'owned'
  return offer.editorialOnly && offer.licence === 'extended' ? 'editorial' : null
}
