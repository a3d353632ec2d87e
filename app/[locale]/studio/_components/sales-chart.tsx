import { figureXof } from '@/components/ui/stat'
import type { Locale } from '@/lib/actor'

export type Month = { month: string; label: string; standardXof: number; extendedXof: number }

const TOP = 28
const PLOT = 200
const FOOT = 28
const STEP = 60

/** Shares by month as stacked bars, drawn on the server. Ochre is too light alone on paper, so it carries an edge. `alt` says it in words. */
export function SalesChart({
  months,
  locale,
  alt,
  left = 76,
  className = '',
}: {
  months: readonly Month[]
  locale: Locale
  alt: string
  left?: number
  className?: string
}) {
  const totals = months.map((month) => month.standardXof + month.extendedXof)
  const best = Math.max(...totals)
  const scale = roundUp(best)
  const width = left + months.length * STEP
  const y = (xof: number) => TOP + PLOT - (xof / scale) * PLOT
  const bar = STEP * 0.52
  return (
    <svg viewBox={`0 0 ${width} ${TOP + PLOT + FOOT}`} role="img" aria-label={alt} className={`h-auto w-full overflow-visible text-sm ${className}`}>
      {[0, 0.5, 1].map((part) => (
        <g key={part}>
          <line x1={left} x2={width} y1={y(scale * part)} y2={y(scale * part)} className="stroke-line" />
          {left > 0 && (
            <text x={0} y={y(scale * part) + 5} className="fill-muted">
              {figureXof(scale * part, locale)}
            </text>
          )}
        </g>
      ))}
      {months.map((month, index) => {
        const x = left + index * STEP + (STEP - bar) / 2
        const total = totals[index] ?? 0
        const gap = month.standardXof > 0 ? 2 : 0
        const extendedHeight = Math.max(0, (month.extendedXof / scale) * PLOT - gap)
        return (
          <g key={month.month}>
            {month.standardXof > 0 && (
              <rect x={x} y={y(month.standardXof)} width={bar} height={(month.standardXof / scale) * PLOT} className="fill-terracotta" />
            )}
            {month.extendedXof > 0 && (
              <rect x={x + 0.5} y={y(total) + 0.5} width={bar - 1} height={Math.max(1, extendedHeight - 1)} className="fill-ochre" stroke="#8A5C0E" />
            )}
            {total === best && totals.indexOf(best) === index && (
              <text x={x + bar / 2} y={y(total) - 8} textAnchor="middle" className="fill-ink font-semibold">
                {figureXof(total, locale)}
              </text>
            )}
            <text x={x + bar / 2} y={TOP + PLOT + 20} textAnchor="middle" className="fill-muted">
              {month.label}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

/** The first of 1, 2 or 5 times a power of ten that holds the best month; never under 1 000. */
function roundUp(xof: number) {
  const power = 10 ** Math.floor(Math.log10(Math.max(1_000, xof)))
  return [1, 2, 5, 10].map((times) => times * power).find((top) => top >= xof) ?? power * 10
}
