import { Words } from '@/components/ui/words'
import type { Locale } from '@/lib/actor'
import { formatXof, isPrice, licencePrice, PRICE_MAX_XOF, PRICE_MIN_XOF, PRICE_STEP_XOF, shareOf } from '@/lib/money'
import { fill } from '../../../_components/fill'
import type { EditWords } from './edit-words'
import { extendedFits } from './missing'

type Props = { price: string; editorialOnly: boolean; locale: Locale; words: EditWords; commissionBps: number; extendedFactor: number }

/** What one sale of each licence brings, as the price is typed; or the nearest prices that can be. */
export function Earnings({ price, editorialOnly, locale, words, commissionBps, extendedFactor }: Props) {
  const typed = price.replace(/[\s\u00a0\u202f]/g, '')
  if (!typed) return null
  const xof = /^\d+$/.test(typed) ? Number(typed) : Number.NaN // 1e4 is a number, but no price anybody writes.
  const money = (amount: number) => formatXof(amount, locale)
  const fault = faultOf()
  if (fault) {
    return (
      <p className="mt-3 max-w-prose" aria-live="polite">
        <Words>{fault}</Words>
      </p>
    )
  }
  const extended = licencePrice(xof, 'extended', extendedFactor)
  const rows = [[words.earnStandard, xof], ...(editorialOnly ? [] : [[fill(words.earnExtended, { price: money(extended) }), extended] as const])] as const
  return (
    <div className="mt-4 max-w-sm" aria-live="polite">
      <p className="font-semibold">{words.earnTitle}</p>
      <dl className="mt-1">
        {rows.map(([name, paid]) => (
          <div key={name} className="flex items-baseline justify-between gap-4 border-b border-line py-1.5">
            <dt className="text-muted">
              <Words>{name}</Words>
            </dt>
            <dd className="figure text-xl">
              <Words>{money(shareOf(paid, commissionBps))}</Words>
            </dd>
          </div>
        ))}
      </dl>
      {editorialOnly && <p className="mt-2 text-muted">{words.earnEditorial}</p>}
    </div>
  )

  function faultOf() {
    if (!isPrice(xof)) {
      const low = Math.min(PRICE_MAX_XOF - PRICE_STEP_XOF, Math.max(PRICE_MIN_XOF, Math.floor((xof || 0) / PRICE_STEP_XOF) * PRICE_STEP_XOF))
      return fill(words.earnNot, { low: money(low), high: money(low + PRICE_STEP_XOF) })
    }
    return !editorialOnly && !extendedFits(xof, extendedFactor) ? fill(words.earnTooMuch, { max: money(PRICE_MAX_XOF) }) : null
  }
}
