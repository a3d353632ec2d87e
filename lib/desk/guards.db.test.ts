import { Client } from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { aSoldItem, aWorldOfItsOwn } from './testing'

let sale: Awaited<ReturnType<typeof aSoldItem>>
beforeAll(async () => {
  const close = await aWorldOfItsOwn()
  sale = await aSoldItem()
  return close
})

/** What the database itself says, with no code of ours in between. The role of the app unless another is named. */
async function ask(text: string, url = process.env.DATABASE_URL) {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}
const copyOf = (table: string, id: string, changed: Record<string, string>) => {
  const list = Object.entries({ id: 'gen_random_uuid()', ...changed }).map(([column, value]) => `${column} = ${value}`)
  return `begin; create temp table one on commit drop as select * from ${table} where id = '${id}'; update one set ${list.join(', ')}; insert into ${table} select * from one; rollback`
}
const owner = () => process.env.DATABASE_OWNER_URL

test('a provider’s transaction id is used once', async () => {
  await expect(ask(copyOf('payments', sale.payment.id, { status: "'refused'" }))).rejects.toThrow('payments_transaction_once')
})

test('an order has one settled payment', async () => {
  await expect(ask(copyOf('payments', sale.payment.id, { transaction_id: "'P-OTHER'" }))).rejects.toThrow('payments_settled_once')
})

test('an item has one revenue', async () => {
  await expect(ask(copyOf('revenues', sale.revenue.id, {}))).rejects.toThrow('revenues_item_once')
})

test('an item has one refund in course', async () => {
  const refund = (status: string) =>
    `insert into refunds (id, order_item_id, status, amount_xof, reason) values (gen_random_uuid(), '${sale.item.id}', '${status}', 100, 'x')`
  await ask(refund('rejected'))
  await ask(refund('asked'))
  await expect(ask(refund('asked'))).rejects.toThrow('refunds_item_in_course_once')
})

test('a live grant is the only one of its item', async () => {
  const grant = `insert into downloads (id, order_item_id, buyer_id, expires_at) values (gen_random_uuid(), '${sale.item.id}', '${sale.actor.userId}', now())`
  await expect(ask(grant)).rejects.toThrow('downloads_live_once')
})

test.each([0, -25, 110, 5_000_025])('a photo cannot cost %i francs', async (xof) => {
  await expect(ask(`update photos set price_xof = ${xof} where id = '${sale.photo.id}'`)).rejects.toThrow('photos_price')
})

test.each([0, -25, 110])('an item cannot cost %i francs', async (xof) => {
  const item = `insert into order_items (id, order_id, photo_id, photographer_id, licence, title, photographer_name, price_xof, commission_bps, share_xof)
    select gen_random_uuid(), order_id, photo_id, photographer_id, 'extended', title, photographer_name, ${xof}, commission_bps, 0 from order_items where id = '${sale.item.id}'`
  await expect(ask(item)).rejects.toThrow(xof < 0 ? /order_items_(price|discount)/ : 'order_items_price')
})

test('a move has an amount above zero, two accounts, known ones, and happens once', async () => {
  const move = (from: string, to: string, xof: number, reason = 'owed', source = 'gen_random_uuid()') =>
    ask(
      `insert into transfers (id, from_account, to_account, amount_xof, reason, source_id) values (gen_random_uuid(), '${from}', '${to}', ${xof}, '${reason}', ${source})`,
    )
  await expect(move('provider', 'platform:fees', 0)).rejects.toThrow('transfers_amount_positive')
  await expect(move('provider', 'platform:fees', -5)).rejects.toThrow('transfers_amount_positive')
  await expect(move('provider', 'provider', 5)).rejects.toThrow('transfers_two_accounts')
  await expect(move('provider', 'platform:pocket', 5)).rejects.toThrow('transfers_known_accounts')
  await expect(move('provider', 'platform:fees', 5, 'gift')).rejects.toThrow('invalid input value for enum transfer_reason')
  await expect(move('provider', 'platform:fees', 5, 'sale', `'${sale.item.id}'`)).rejects.toThrow('transfers_happen_once')
})

test('states are of a closed list', async () => {
  for (const table of ['orders', 'payments', 'refunds', 'revenues', 'payouts', 'photos']) {
    await expect(ask(`update ${table} set status = 'lost'`), table).rejects.toThrow('invalid input value for enum')
  }
})

test.each(['transfers', 'histories', 'audit', 'webhook_notices', 'reviews', 'download_files', 'order_items'])(
  'rows of %s are only added: not by the app’s role, and not by the owner',
  async (table) => {
    for (const text of [`update ${table} set id = id`, `delete from ${table}`, `truncate ${table}`]) {
      await expect(ask(text), text).rejects.toThrow('permission denied')
      if (!text.startsWith('truncate')) await expect(ask(text, owner()), text).rejects.toThrow(/append-only|frozen/)
    }
  },
)

test('an order with a payment is not deleted, and the app’s role runs no DDL', async () => {
  await expect(ask(`delete from orders where id = '${sale.order.id}'`)).rejects.toThrow('violates foreign key constraint')
  await expect(ask('create table mine (id int)')).rejects.toThrow('permission denied')
  await expect(ask('alter table transfers disable trigger all')).rejects.toThrow('must be owner')
  await expect(ask('set session_replication_role = replica')).rejects.toThrow('permission denied')
})
