import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db, schema } from '@/db'
import { system } from '@/lib/actor'
import { maxXof } from '@/lib/cinetpay'
import { aPaymentAcceptedAtProvider } from '@/lib/desk/testing'
import { settlePayment } from '@/lib/payments/settle-payment'
import { aPhotographer, aPublishedPhoto, aUser, aVisitor } from '@/lib/testing'
import { addToCart } from './add-to-cart'
import { changeLicence } from './change-licence'
import { mergeCart } from './merge-cart'
import { countCart, getCart } from './queries'
import { removeFromCart } from './remove-from-cart'

test('a visitor fills a cart, each licence of a photo once, and the total is made from today’s prices', async () => {
  const visitor = aVisitor()
  const photo = await aPublishedPhoto({ priceXof: 12_500 })
  for (const licence of ['standard', 'standard', 'extended'] as const) await addToCart(visitor, { photoId: photo.id, licence })
  const cart = await getCart(visitor, 'en')
  expect(cart.lines.map((line) => [line.title, line.licence, line.priceXof, line.available])).toEqual([
    ['Chillies on a morning stall', 'standard', 12_500, true],
    ['Chillies on a morning stall', 'extended', 50_000, true],
  ])
  expect(cart).toMatchObject({ totalXof: 62_500, tooMuch: false, count: 2 })
  expect(await getCart(aVisitor(), 'fr')).toMatchObject({ lines: [], totalXof: 0, count: 0 })
})

test('the same licence added twice at once is one line', async () => {
  const { actor } = await aUser()
  const photo = await aPublishedPhoto()
  await Promise.all(Array.from({ length: 8 }, () => addToCart(actor, { photoId: photo.id, licence: 'standard' })))
  expect(await countCart(actor)).toBe(1)
})

test('signing in brings the visitor’s lines to the user’s cart, each once', async () => {
  const visitor = aVisitor()
  const { actor: user } = await aUser()
  const [both, only] = [await aPublishedPhoto(), await aPublishedPhoto()]
  for (const actor of [visitor, user]) await addToCart(actor, { photoId: both.id, licence: 'standard' })
  await addToCart(visitor, { photoId: only.id, licence: 'extended' })
  const signedIn = { ...user, visitorId: visitor.visitorId }
  await Promise.all([mergeCart(signedIn), mergeCart(signedIn)])
  expect((await getCart(user, 'fr')).lines.map((line) => line.photoId).sort()).toEqual([both.id, only.id].sort())
  expect(await countCart(visitor)).toBe(0)
})

test('signing in fills the user’s cart to 100 lines and no further; what finds no room is still the visitor’s', async () => {
  const visitor = aVisitor()
  const { actor: user } = await aUser()
  const { photographer } = await aPhotographer()
  const photos = await Promise.all(Array.from({ length: 104 }, () => aPublishedPhoto({ photographerId: photographer.id })))
  const lineOf = ({ id }: { id: string }, n: number) => ({ photoId: id, licence: 'standard' as const, createdAt: new Date(Date.now() - (1_000 - n) * 1_000) })
  await db.insert(schema.cartItems).values(photos.slice(0, 98).map((photo, n) => ({ ...lineOf(photo, n), userId: user.userId })))
  await db.insert(schema.cartItems).values(photos.slice(97).map((photo, n) => ({ ...lineOf(photo, n), visitorId: visitor.visitorId })))
  const signedIn = { ...user, visitorId: visitor.visitorId }
  await Promise.all([mergeCart(signedIn), mergeCart(signedIn)])
  const idsOf = async (actor: typeof user | typeof visitor) => (await getCart(actor, 'fr')).lines.map((line) => line.photoId).sort()
  const ids = photos.map((photo) => photo.id)
  expect(await idsOf(user)).toEqual(ids.slice(0, 100).sort())
  expect(await idsOf(visitor)).toEqual(ids.slice(100).sort())
})

test('a line goes, or changes its licence, for its owner alone', async () => {
  const { actor } = await aUser()
  const { actor: other } = await aUser()
  const photo = await aPublishedPhoto()
  await addToCart(actor, { photoId: photo.id, licence: 'standard' })
  const lineOf = async () => (await getCart(actor, 'fr')).lines
  const [line] = await lineOf()
  const itemId = line?.itemId ?? ''
  await removeFromCart(other, { itemId })
  await expect(changeLicence(other, { itemId, licence: 'extended' })).rejects.toMatchObject({ code: 'not_found' })
  expect(await lineOf()).toEqual([line])

  await changeLicence(actor, { itemId, licence: 'extended' })
  expect(await lineOf()).toMatchObject([{ itemId, licence: 'extended', priceXof: 40_000 }])
  await addToCart(actor, { photoId: photo.id, licence: 'standard' })
  await changeLicence(actor, { itemId, licence: 'standard' })
  expect(await lineOf()).toMatchObject([{ licence: 'standard' }])
  await removeFromCart(actor, { itemId: (await lineOf())[0]?.itemId ?? '' })
  expect(await countCart(actor)).toBe(0)
})

test('what cannot be bought is shown, says why, and is kept out of the total', async () => {
  const { actor, user } = await aUser()
  const photos = {
    unlisted: await aPublishedPhoto(),
    own: await aPublishedPhoto(),
    editorial: await aPublishedPhoto(),
    fine: await aPublishedPhoto({ priceXof: 2_500 }),
  }
  for (const photo of Object.values(photos)) await addToCart(actor, { photoId: photo.id, licence: photo === photos.editorial ? 'extended' : 'standard' })
  await db.update(schema.photos).set({ status: 'unlisted' }).where(eq(schema.photos.id, photos.unlisted.id))
  await db.update(schema.photos).set({ editorialOnly: true }).where(eq(schema.photos.id, photos.editorial.id))
  const seller = { ...actor, photographerId: photos.own.photographerId }
  const cart = await getCart(seller, 'fr')
  expect(Object.fromEntries(cart.lines.map((line) => [line.photoId, line.why]))).toEqual({
    [photos.unlisted.id]: 'unlisted',
    [photos.own.id]: 'own',
    [photos.editorial.id]: 'editorial',
    [photos.fine.id]: null,
  })
  expect(cart.totalXof).toBe(2_500)
  await db.delete(schema.cartItems).where(eq(schema.cartItems.userId, user.id))

  await expect(addToCart(actor, { photoId: photos.unlisted.id, licence: 'standard' })).rejects.toMatchObject({ code: 'not_found' })
  await expect(addToCart(actor, { photoId: photos.editorial.id, licence: 'extended' })).rejects.toMatchObject({ key: 'notForSale' })
  await expect(addToCart(seller, { photoId: photos.own.id, licence: 'standard' })).rejects.toMatchObject({ key: 'notForSale' })
})

test('what was bought is owned under that licence, and may be bought under the other', async () => {
  const { actor, items, payment } = await aPaymentAcceptedAtProvider()
  const photoId = items[0]?.photoId ?? ''
  await addToCart(actor, { photoId, licence: 'extended' })
  await settlePayment(system, payment.id)
  await expect(addToCart(actor, { photoId, licence: 'standard' })).rejects.toMatchObject({ key: 'notForSale', values: { why: 'owned' } })
  expect((await getCart(actor, 'fr')).lines).toMatchObject([{ licence: 'extended', why: null }])
})

test('a cart above what one payment can carry says so, and a full one takes no more', async () => {
  const { actor } = await aUser()
  const { photographer } = await aPhotographer()
  const dear = await aPublishedPhoto({ photographerId: photographer.id, priceXof: 1_000_000 })
  await addToCart(actor, { photoId: dear.id, licence: 'extended' })
  const cart = await getCart(actor, 'fr')
  expect(cart.totalXof).toBeGreaterThan(maxXof)
  expect(cart.tooMuch).toBe(true)
  const lines = await Promise.all(Array.from({ length: 99 }, () => aPublishedPhoto({ photographerId: photographer.id })))
  await db.insert(schema.cartItems).values(lines.map((photo) => ({ userId: actor.userId, photoId: photo.id, licence: 'standard' as const })))
  await expect(addToCart(actor, { photoId: dear.id, licence: 'standard' })).rejects.toMatchObject({ key: 'cartFull' })
})
