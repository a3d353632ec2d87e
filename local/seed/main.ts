import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isNull } from 'drizzle-orm'
import { Client } from 'pg'
import { db, pool, schema } from '@/db'
import { env } from '@/lib/env'
import { releaseRevenues } from '@/lib/ledger/release-revenues'
import { printInvoice } from '@/lib/papers/print-invoice'
import { planCases } from './desk-plan'
import { loadCases } from './load-cases'
import { loadPayouts } from './load-payouts'
import { loadPeople, loadProfiles, translateTags } from './load-people'
import { loadPhotos } from './load-photos'
import { loadSales, paidOrders } from './load-sales'
import { dateReleases, datesMoved, moveCases, moveDates } from './move-dates'
import { planPhotos, planSales } from './plan'

/** The demo catalogue, made once by the product's own verbs; a run that was killed is taken up again. `--photos N --sales N` for less of it. */
const { values } = parseArgs({
  options: { photos: { type: 'string', default: '60' }, sales: { type: 'string', default: '46' }, 'people-only': { type: 'boolean' } },
})
const mark = join(process.env.POUIRE_DATA_DIR ?? '.data', 'demo.json')
const say = (line: string) => process.stdout.write(`${line}\n`)

if (existsSync(mark) && JSON.parse(readFileSync(mark, 'utf8')).done) process.exit(0)

const { DATABASE_OWNER_URL, RESEND_BASE_URL, CINETPAY_BASE_URL } = env()
if (!DATABASE_OWNER_URL || !RESEND_BASE_URL) throw new Error('The demo catalogue needs this machine’s own database and mailbox.')
const owner = new Client({ connectionString: DATABASE_OWNER_URL })
await owner.connect()

const planned = planPhotos(Number(values.photos))
const actors = await loadPeople(owner, RESEND_BASE_URL)
const reviewer = actors.get('relecture@pouire.test')
const admin = actors.get('admin@pouire.test')
if (!reviewer || !admin) throw new Error('no staff')
say('People are registered.')
if (values['people-only']) {
  await owner.end()
  await pool().end()
  process.exit(0)
}
await loadPhotos(planned, actors, reviewer, say)
const cases = planCases()
await loadCases(cases, actors, reviewer)
await loadProfiles(actors)
await translateTags(owner)
if (!(await datesMoved(owner))) {
  const plan = planSales(planned, Number(values.sales))
  const before = await paidOrders(owner) // A run killed among the sales made the first of the plan already.
  const kept = before.map((order, index) => ({ ...order, daysAgo: plan[index]?.daysAgo ?? 0 }))
  const made = await loadSales(plan.slice(before.length), actors, CINETPAY_BASE_URL, say)
  await moveDates(owner, CINETPAY_BASE_URL, { orders: [...kept, ...made], photos: planned })
}
await moveCases(owner, cases)
await releaseRevenues()
await dateReleases(owner)
await loadPayouts(owner, actors, admin, CINETPAY_BASE_URL)
for (const { orderId } of await db.select({ orderId: schema.invoices.orderId }).from(schema.invoices).where(isNull(schema.invoices.objectKey)))
  await printInvoice(orderId)

writeFileSync(`${mark}.new`, JSON.stringify({ done: true, photos: planned.length }))
renameSync(`${mark}.new`, mark)
say(`The demo catalogue is loaded: ${planned.length} photos.`)
await owner.end()
await pool().end()
