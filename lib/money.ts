/** Rules of money: whole francs only, prices in steps of 25, shares exact to the franc. */

export const PRICE_STEP_XOF = 25
export const PRICE_MIN_XOF = 100
export const PRICE_MAX_XOF = 5_000_000
export const HOLD_DAYS = 30
export const PAYOUT_MIN_XOF = 2_000

export const isPrice = (xof: number) => Number.isInteger(xof) && xof >= PRICE_MIN_XOF && xof <= PRICE_MAX_XOF && xof % PRICE_STEP_XOF === 0

/** The photographer's part of a price, rounded down to 5 francs; the rest is commission. `commissionBps` in ten-thousandths. */
export const shareOf = (priceXof: number, commissionBps: number) => Math.floor((priceXof * (10_000 - commissionBps)) / 10_000 / 5) * 5

/** Price of a licence from the standard price and the extended factor (2 to 10). */
export const licencePrice = (standardXof: number, licence: 'standard' | 'extended', extendedFactor: number) =>
  licence === 'extended' ? standardXof * extendedFactor : standardXof

/** `12 500 F CFA`, with no-break narrow spaces in French and commas in English; the figure and its unit never part. */
export function formatXof(xof: number, locale: 'fr' | 'en') {
  const figure = Math.abs(xof)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, locale === 'fr' ? '\u202f' : ',')
  return `${xof < 0 ? '\u2212' : ''}${figure}\u00a0F\u00a0CFA`
}
