import { pool } from '@/db'
import { checkBooks } from './check-books'

const checked = await checkBooks()
const broken = checked.filter((invariant) => invariant.broken > 0)
for (const { number, name, rows } of broken) {
  process.stdout.write(`${number}. ${name}: ${rows.length} broken\n`)
  for (const { subject, fault } of rows.slice(0, 20)) process.stdout.write(`   ${subject}: ${fault}\n`)
}
process.stdout.write(`${checked.length} invariants, ${broken.length} broken\n`)
await pool().end()
process.exitCode = broken.length ? 1 : 0
