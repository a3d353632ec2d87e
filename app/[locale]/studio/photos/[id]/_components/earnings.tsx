import { Words } from '@/components/ui/words'
import type { Locale } from '@/lib/actor'
import { formatXof, isPrice, licencePrice, PRICE_MAX_XOF, PRICE_MIN_XOF, PRICE_STEP_XOF, shareOf } from '@/lib/money'
import { fill } from '../../../_components/fill'
import { extendedFits } from './missing'

export type EarningsWords = { both: string; editorial: string; wrong: string; tooMuch: string }

/** What one sale brings, in words, as the price is typed; or the nearest prices that can be. */
export function Earnings({
  price,
  editorialOnly,
  locale,
  words,
  commissionBps,
  extendedFactor,
}: {
  price: string
  editorialOnly: boolean
  locale: Locale
  words: EarningsWords
  commissionBps: number
  extendedFactor: number
}) {
  const typed = price.replace(/[\s\u00a0\u202f]/g, '')
  if (!typed) return null
  const xof = Number(typed)
  const money = (amount: number) => formatXof(amount, locale)
  const said = () => {
    if (!isPrice(xof)) {
      const low = Math.min(PRICE_MAX_XOF - PRICE_STEP_XOF, Math.max(PRICE_MIN_XOF, Math.floor((xof || 0) / PRICE_STEP_XOF) * PRICE_STEP_XOF))
      return fill(words.wrong, { low: money(low), high: money(low + PRICE_STEP_XOF) })
    }
    if (editorialOnly) return fill(words.editorial, { share: money(shareOf(xof, commissionBps)) })
    if (!extendedFits(xof, extendedFactor)) return fill(words.tooMuch, { max: money(PRICE_MAX_XOF) })
    const extended = licencePrice(xof, 'extended', extendedFactor)
    return fill(words.both, { share: money(shareOf(xof, commissionBps)), extended: money(shareOf(extended, commissionBps)), extendedPrice: money(extended) })
  }
  return (
    <p className="mt-3 max-w-prose" aria-live="polite">
      <Words>{said()}</Words>
    </p>
  )
}
