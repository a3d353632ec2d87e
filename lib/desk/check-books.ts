import { type Db, db, type Tx } from '@/db'
import { findLostObjects } from './find-lost-objects'
import { findUnsettled } from './find-unsettled'
import { type Fault, invariants } from './invariants'

export type Checked = { number: number; name: string; broken: number; rows: Fault[] }

/** Payouts stop while one of these is broken; 10 and 11 only alert. */
export const stopsPayouts = ({ number, broken }: Checked) => broken > 0 && number !== 10 && number !== 11

/** The eleven invariants that the database alone can tell, in order; each with the rows that break it. */
export async function checkDatabase(tx: Tx | Db = db): Promise<Checked[]> {
  const checked: Checked[] = []
  for (const { number, name, query } of invariants()) {
    const { rows } = await tx.execute<Fault>(query)
    checked.push({ number, name, broken: rows.length, rows })
  }
  return checked
}

/** All thirteen invariants, in order: the provider is asked about every payment, and storage about every published or sold photo. */
export async function checkBooks(): Promise<Checked[]> {
  const [asked, stored] = [await findUnsettled(), await findLostObjects()]
  const all = [
    ...(await checkDatabase()),
    {
      number: 8,
      name: 'what the provider accepted is settled, owed or under review here; nothing is settled that it does not know',
      broken: asked.length,
      rows: asked,
    },
    { number: 11, name: 'a published photo has all its objects and their hashes; a sold photo’s delivery copy exists', broken: stored.length, rows: stored },
  ]
  return all.sort((a, b) => a.number - b.number)
}
