/** One figure. `limit` null: told, not judged. */
export type Measure = { name: string; value: number; unit: string; limit: number | null; ok: boolean; note?: string }

/** What is measured: a whole Pouire that answers, and nothing else asks anything of. */
export type Target = { address: string; env: Record<string, string>; workerPid: number }

/** At most `limit` is good. */
export const atMost = (name: string, value: number, unit: string, limit: number, note?: string): Measure => ({
  name,
  value: rounded(value),
  unit,
  limit,
  ok: value <= limit,
  note,
})
export const told = (name: string, value: number, unit: string, note?: string): Measure => ({ name, value: rounded(value), unit, limit: null, ok: true, note })

const rounded = (value: number) => Math.round(value * 1000) / 1000

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? (sorted[middle] ?? Number.NaN) : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
}
