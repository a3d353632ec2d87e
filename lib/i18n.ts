import { createTranslator } from 'use-intl/core'
import enAccount from '@/messages/en/account.json'
import enAdmin from '@/messages/en/admin.json'
import enAuth from '@/messages/en/auth.json'
import enCart from '@/messages/en/cart.json'
import enCheckout from '@/messages/en/checkout.json'
import enCommon from '@/messages/en/common.json'
import enDesk from '@/messages/en/desk.json'
import enErrors from '@/messages/en/errors.json'
import enIngest from '@/messages/en/ingest.json'
import enLegal from '@/messages/en/legal.json'
import enMail from '@/messages/en/mail.json'
import enPapers from '@/messages/en/papers.json'
import enPhoto from '@/messages/en/photo.json'
import enProfile from '@/messages/en/profile.json'
import enSheet from '@/messages/en/sheet.json'
import enShop from '@/messages/en/shop.json'
import enStudio from '@/messages/en/studio.json'
import enUpload from '@/messages/en/upload.json'
import frAccount from '@/messages/fr/account.json'
import frAdmin from '@/messages/fr/admin.json'
import frAuth from '@/messages/fr/auth.json'
import frCart from '@/messages/fr/cart.json'
import frCheckout from '@/messages/fr/checkout.json'
import frCommon from '@/messages/fr/common.json'
import frDesk from '@/messages/fr/desk.json'
import frErrors from '@/messages/fr/errors.json'
import frIngest from '@/messages/fr/ingest.json'
import frLegal from '@/messages/fr/legal.json'
import frMail from '@/messages/fr/mail.json'
import frPapers from '@/messages/fr/papers.json'
import frPhoto from '@/messages/fr/photo.json'
import frProfile from '@/messages/fr/profile.json'
import frSheet from '@/messages/fr/sheet.json'
import frShop from '@/messages/fr/shop.json'
import frStudio from '@/messages/fr/studio.json'
import frUpload from '@/messages/fr/upload.json'
import type { Locale } from './actor'

const fr = {
  account: frAccount,
  admin: frAdmin,
  auth: frAuth,
  cart: frCart,
  checkout: frCheckout,
  common: frCommon,
  errors: frErrors,
  ingest: frIngest,
  legal: frLegal,
  mail: frMail,
  papers: frPapers,
  photo: frPhoto,
  shop: frShop,
  upload: frUpload,
  sheet: frSheet,
  desk: frDesk,
  profile: frProfile,
  studio: frStudio,
}
const en = {
  account: enAccount,
  admin: enAdmin,
  auth: enAuth,
  cart: enCart,
  checkout: enCheckout,
  common: enCommon,
  errors: enErrors,
  ingest: enIngest,
  legal: enLegal,
  mail: enMail,
  papers: enPapers,
  photo: enPhoto,
  shop: enShop,
  upload: enUpload,
  sheet: enSheet,
  desk: enDesk,
  profile: enProfile,
  studio: enStudio,
}

/** All words of the product, by language, area and key. French is complete; a test holds English to the same keys. */
export const messages = { fr, en }

export const locales = ['fr', 'en'] as const
export const timeZone = 'Africa/Abidjan'

/** Words outside a request (mails, papers, errors at a door): `translator('fr')('errors.notFound')`. */
export function translator(locale: Locale) {
  const translate = createTranslator({ locale, messages: messages[locale] as Record<string, unknown>, timeZone })
  return (key: string, values?: Record<string, string | number>) => translate(key as never, values as never) as string
}

/** `22 novembre 2026`, and `1er février 2026`, in the reader's language and the platform's time zone. */
export function formatDate(at: Date, locale: Locale) {
  const date = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeZone }).format(at)
  return locale === 'fr' ? date.replace(/^1 /, '1er ') : date // The first of the month is ordinal in French; the others are not.
}
