import { afterEach, beforeAll, expect, test } from 'vitest'
import { db } from '@/db'
import { aSoldItem, aWorldOfItsOwn, bookedFor, expectBooksToHold, olderSale, pathOf } from '@/lib/desk/testing'
import { aPhotographer, aUser } from '@/lib/testing'
import { moveMoney } from './move-money'
import { balanceOf, earningsOf, listBalances, listSales } from './queries'
import { releaseRevenues } from './release-revenues'
import { owedTo, provider } from './rules'

beforeAll(aWorldOfItsOwn)
afterEach(expectBooksToHold)

test('a share is available after thirty days, once, however many jobs run at once', async () => {
  const seller = await aPhotographer()
  const { item, revenue } = await aSoldItem({ photographerId: seller.photographer.id, priceXof: 10_000 })
  await releaseRevenues()
  expect(await earningsOf(seller.actor)).toMatchObject({ heldXof: 8_000, availableXof: 0, salesCount: 1, nextReleaseAt: revenue.availableAt })
  await olderSale(item.orderId, 30)
  await Promise.all([releaseRevenues(), releaseRevenues(), releaseRevenues()])
  expect(await earningsOf(seller.actor)).toMatchObject({ heldXof: 0, availableXof: 8_000, paidXof: 0, clawbackXof: 0, nextReleaseAt: null })
  expect(await bookedFor(revenue.id)).toEqual([['release', 8_000]])
  expect(await pathOf(revenue.id)).toEqual(['held', 'available'])
})

test('a move happens once for its source and reason, and the amount of the first stands', async () => {
  const { user } = await aUser()
  const sourceId = crypto.randomUUID()
  const owed = owedTo(user.id)
  const move = (amountXof: number) => db.transaction((tx) => moveMoney(tx, [{ from: provider, to: owed, amountXof, reason: 'owed', sourceId }]))
  await Promise.all([move(500), move(500), move(500)])
  await move(900)
  expect(await balanceOf(db, owed)).toBe(500)
})

test('a photographer sees their own sales and money, and nobody else’s', async () => {
  const [seller, other] = [await aPhotographer(), await aPhotographer()]
  const older = await aSoldItem({ photographerId: seller.photographer.id, priceXof: 2_500 })
  const newer = await aSoldItem({ photographerId: seller.photographer.id, priceXof: 5_000 })
  const first = await listSales(seller.actor, null, 1)
  expect(first.sales).toMatchObject([{ itemId: newer.item.id, priceXof: 5_000, shareXof: 4_000, status: 'held' }])
  expect((await listSales(seller.actor, first.nextCursor, 1)).sales).toMatchObject([{ itemId: older.item.id }])
  expect((await listSales(other.actor)).sales).toEqual([])
  const { actor } = await aUser()
  await expect(listSales(actor)).rejects.toMatchObject({ code: 'not_found' })
  await expect(earningsOf(actor)).rejects.toMatchObject({ code: 'not_found' })
})

test('all accounts together are nothing: money only moves', async () => {
  expect((await listBalances()).reduce((sum, { balanceXof }) => sum + balanceXof, 0)).toBe(0)
})
