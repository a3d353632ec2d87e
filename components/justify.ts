/** A width to fill: the nominal width of the grid, the height rows aim at, the gap; all in pixels. `lonePenalty` is what a row of one photo costs. */
export type Measure = { width: number; target: number; gap: number; lonePenalty: number }

/** A photo's place: its share of the row's free width, how many gaps its row has, and which row it is, from 0. */
export type Place = { share: number; gaps: number; row: number }

const LAST_ROW_MAX = 1.35
const MAX_IN_ROW = 12

/** Rows broken by least cost over the whole list: cost = ln(height / target)², plus the penalty for a lone photo. A last row that would be too tall keeps the target height. */
export function justify(ratios: readonly number[], measure: Measure): Place[] {
  const count = ratios.length
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }]
  for (let end = 1; end <= count; end++) {
    let choice = { cost: Number.POSITIVE_INFINITY, from: end - 1 }
    for (let from = end - 1; from >= Math.max(0, end - MAX_IN_ROW); from--) {
      const cost = (best[from]?.cost ?? 0) + rowCost(ratios.slice(from, end), measure, end === count)
      if (cost < choice.cost) choice = { cost, from }
    }
    best.push(choice)
  }
  const ends: number[] = []
  for (let end = count; end > 0; end = best[end]?.from ?? 0) ends.unshift(end)
  return ends.flatMap((end, row) => placeRow(ratios.slice(best[end]?.from, end), measure, end === count).map((place) => ({ ...place, row })))
}

const sum = (ratios: readonly number[]) => ratios.reduce((total, ratio) => total + ratio, 0)
const heightOf = (row: readonly number[], { width, gap }: Measure) => (width - gap * (row.length - 1)) / sum(row)

function rowCost(row: readonly number[], measure: Measure, last: boolean) {
  const height = heightOf(row, measure)
  const stretched = last && height > measure.target * LAST_ROW_MAX
  const deviation = Math.log(stretched ? LAST_ROW_MAX : height / measure.target) ** 2
  return deviation + (row.length === 1 ? measure.lonePenalty : 0)
}

function placeRow(row: readonly number[], measure: Measure, last: boolean): Omit<Place, 'row'>[] {
  const gaps = row.length - 1
  const free = measure.width - measure.gap * gaps
  const height = heightOf(row, measure)
  const kept = last && height > measure.target * LAST_ROW_MAX ? measure.target : height
  return row.map((ratio) => ({ share: Math.floor(((ratio * kept) / free) * 10_000) / 10_000, gaps })) // Rounded down: a row must never wrap.
}
