/*
1. One grant lives for each bought item: 24 hours, 5 files. At most 3 new ones a day after the one made at payment; then a human helps.
2. Only the buyer of a paid order is served; a refunded or taken-down photo is served to nobody.
3. Each address given is a row. The same grant counts once in 30 minutes, so a broken connection costs nothing.
4. A person is given at most 100 addresses an hour.
*/

export const GRANT_HOURS = 24
export const GRANTS_A_DAY = 3
export const REPEAT_MINUTES = 30
export const FILES_AN_HOUR = 100
export const ADDRESS_SECONDS = 60

export const servedStatuses = ['paid', 'completed', 'partly_refunded'] as const

export type GrantState = 'live' | 'spent' | 'old' | 'revoked' | 'taken_down'

type Grant = { closedAt: Date | null; revokedAt: Date | null; expiresAt: Date; filesAllowed: number }

/** What a grant is still good for, with `served` files counted and the database's clock at `now`. */
export function grantState(grant: Grant, served: number, now: Date): Exclude<GrantState, 'taken_down'> {
  if (grant.revokedAt) return 'revoked'
  if (served >= grant.filesAllowed) return 'spent'
  return grant.closedAt || grant.expiresAt <= now ? 'old' : 'live'
}
