import { writeFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem } from 'node:os'
import type { Measure } from './measure'

const columns = ['figure', 'value', 'limit', '', 'how'] as const

const cells = ({ name, value, unit, limit, ok, note = '' }: Measure) => [
  name,
  `${value} ${unit}`,
  limit === null ? '' : String(limit),
  limit === null ? '' : ok ? 'ok' : 'OVER',
  note,
]

/** The figures under one another, as a terminal shows them. */
export function tableOf(measured: Measure[]): string {
  const rows = [[...columns], ...measured.map(cells)]
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) => row.map((cell, column) => (column < columns.length - 1 ? cell.padEnd(widths[column] ?? 0) : cell)).join('  ')).join('\n')
}

/** bench/RESULTS.md tells this run and the machine it ran on, and no earlier one. */
export function writeResults(measured: Measure[]) {
  const cpu = cpus()
  const rows = measured.map((one) => `| ${cells(one).join(' | ')} |`)
  const text = `# The last run of \`npm run bench -- ingest\`

${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, ${cpu.length} cores (${cpu[0]?.model.trim()}), ${(totalmem() / 1e9).toFixed(1)} GB of memory, Node ${process.versions.node}, Linux ${release()}.
Load over the last 1, 5 and 15 minutes when it ended: ${loadavg()
    .map((load) => load.toFixed(1))
    .join(', ')}. The app, its worker, the stand-ins of all services and the bench itself share these cores.

| ${columns.join(' | ')} |
|${columns.map(() => '---').join('|')}|
${rows.join('\n')}
`
  writeFileSync(new URL('RESULTS.md', import.meta.url), text)
}
