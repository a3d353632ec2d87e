import type { ReactNode } from 'react'
import type { Locale } from '@/lib/actor'
import { Words } from './words'

/** Label, one large figure, one sentence. Terracotta only on the figure one can act on. `lesser` is 40 on phones. */
export function Stat({
  label,
  value,
  unit,
  note,
  tone = 'ink',
  lesser = false,
}: {
  label: string
  value: string
  unit?: string
  note?: ReactNode
  tone?: 'ink' | 'terracotta'
  lesser?: boolean
}) {
  return (
    <div>
      <p className="font-semibold">{label}</p>
      <p className={`figure ${lesser ? 'text-4xl sm:text-5xl' : 'text-5xl'} ${tone === 'terracotta' ? 'text-terracotta' : 'text-ink'}`}>
        <Words>{value}</Words>
        {unit && <span className="text-lg">{`\u00a0${unit}`}</span>}
      </p>
      {note && <p className="mt-1 text-muted">{note}</p>}
    </div>
  )
}

/** Whole francs as a figure without its unit, which a stat sets smaller: `12 500`. */
export const figureXof = (xof: number, locale: Locale) => xof.toString().replace(/\B(?=(\d{3})+$)/g, locale === 'fr' ? '\u202f' : ',')
