import { tokenOf } from '@/lib/accounts/tokens'
import type { Locale } from '@/lib/actor'
import { pageAddress } from '@/lib/address'
import { translator } from '@/lib/i18n'
import { formatXof } from '@/lib/money'
import { readInvoice } from '@/lib/papers/print-invoice'
import { nameOf, orderAmount, paymentFacts, payoutFacts, photoFacts, queueFacts, receiptFacts, reviewFacts, saleFacts, titleIn } from './facts'
import type { NoticeData, Template } from './kinds'
import type { Composed } from './templates/composed'
import type { Voice } from './templates/letter'
import { newSale } from './templates/new-sale'
import { orderReceipt } from './templates/order-receipt'
import { appealDecided, photoRejected } from './templates/photo-rejected'
import { plainLetter } from './templates/plain'
import { uploadsWaiting } from './templates/uploads-waiting'

type Reader = { locale: Locale; voice: Voice; name: () => Promise<string>; page: (to: string) => string }
type Composers = { [T in Template]: (data: NoticeData[T], reader: Reader) => Promise<Composed> }

const linkWith = (to: string, values: Record<string, string | undefined>) => {
  const query = new URLSearchParams(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined))
  return `${to}?${query}`
}

const composers: Composers = {
  'verify-email': async ({ tokenId, next }, { voice, name, page }) =>
    plainLetter(voice, 'verify-email', await name(), {}, page(linkWith('/verify', { token: tokenOf(tokenId), next })), true),
  'already-registered': async (_, { voice, name, page }) => plainLetter(voice, 'already-registered', await name(), {}, page('/sign-in'), true),
  'reset-password': async ({ tokenId }, { voice, name, page }) =>
    plainLetter(voice, 'reset-password', await name(), {}, page(linkWith('/reset/new', { token: tokenOf(tokenId) })), true),
  'password-changed': async (_, { voice, name, page }) => plainLetter(voice, 'password-changed', await name(), {}, page('/sign-in'), true),
  'order-receipt': async ({ orderId }, { voice, locale }) => {
    const [receipt, invoice] = await Promise.all([receiptFacts(orderId, locale), readInvoice(orderId)])
    return { ...orderReceipt(voice, receipt), attachments: [{ filename: invoice.fileName, content: invoice.content, contentType: 'application/pdf' }] }
  },
  'new-sale': async ({ orderId, photographerId }, { voice }) => newSale(voice, await saleFacts(orderId, photographerId)),
  'photo-approved': async ({ photoId }, { voice, locale, page }) => {
    const photo = await photoFacts(photoId)
    return plainLetter(voice, 'photo-approved', photo.name, { title: titleIn(photo, locale) }, page(`/photos/${photo.slug}`))
  },
  'photo-rejected': async ({ photoId, reviewId }, { voice, locale }) => photoRejected(voice, await reviewFacts(photoId, reviewId, locale)),
  'appeal-decided': async ({ photoId, reviewId }, { voice, locale }) => appealDecided(voice, await reviewFacts(photoId, reviewId, locale)),
  'uploads-waiting': async (_, { voice }) => uploadsWaiting(voice, await queueFacts()),
  'application-received': async (_, { voice, name, page }) => plainLetter(voice, 'application-received', await name(), {}, page('/sell')),
  'application-approved': async (_, { voice, name, page }) => plainLetter(voice, 'application-approved', await name(), {}, page('/studio')),
  'application-rejected': async (_, { voice, name, page }) => plainLetter(voice, 'application-rejected', await name(), {}, page('/sell')),
  'payout-sent': async ({ payoutId }, { voice, locale, page }) => {
    const { name, amountXof, phone } = await payoutFacts(payoutId)
    return plainLetter(voice, 'payout-sent', name, { amount: formatXof(amountXof, locale), phone }, page('/studio/payouts'))
  },
  'payout-failed': async ({ payoutId }, { voice, locale, page }) => {
    const { name, amountXof, phone } = await payoutFacts(payoutId)
    return plainLetter(voice, 'payout-failed', name, { amount: formatXof(amountXof, locale), phone }, page('/studio/payouts'))
  },
  'payment-owed': (data, reader) => staffLetter('payment-owed', data, reader),
  'payment-review': (data, reader) => staffLetter('payment-review', data, reader),
  'order-unfinished': async ({ orderId }, { voice, locale, page }) =>
    plainLetter(voice, 'order-unfinished', '', { amount: formatXof(await orderAmount(orderId), locale) }, page(`/admin/orders/${orderId}`)),
}

async function staffLetter(template: 'payment-owed' | 'payment-review', { paymentId }: { paymentId: string }, { voice, locale, page }: Reader) {
  const { transactionId, amountXof, orderId } = await paymentFacts(paymentId)
  return plainLetter(voice, template, '', { transaction: transactionId, amount: formatXof(amountXof, locale) }, page(`/admin/orders/${orderId}`))
}

/** The mail in the reader's language, from what is true now. Throws `not_found` when what it is about is gone. */
export function compose(template: Template, data: unknown, locale: Locale, userId: string | null): Promise<Composed> {
  const voice = { locale, t: translator(locale) }
  const reader = { locale, voice, name: () => nameOf(userId), page: (to: string) => pageAddress(locale, to) }
  return composers[template](data as never, reader) // Written by writeNotice, which holds template and data to one another.
}
