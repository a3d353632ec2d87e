import { render } from '@react-email/render'
import { beforeAll, expect, test, vi } from 'vitest'
import { messages, translator } from '@/lib/i18n'
import type { Composed } from './composed'
import { newSale } from './new-sale'
import { orderReceipt } from './order-receipt'
import { appealDecided, photoRejected } from './photo-rejected'
import { plainLetter } from './plain'
import { uploadsWaiting } from './uploads-waiting'

const hostile = '<img src=x onerror=alert(1)> {count} "L’aube"\r\nBcc: all@example.test'
const at = new Date('2026-11-22T12:05:00Z')
const item = {
  id: '1',
  title: hostile,
  photographerName: 'Kɔfi <b>Mensah</b>',
  licence: 'standard' as const,
  amountXof: 12_500,
  small: 'http://media.test/a.webp',
  widthPx: 300,
  heightPx: 200,
}
const refused = {
  name: 'Kofi',
  photoId: 'p1',
  slug: 'l-aube-1',
  title: hostile,
  decision: 'rejected' as const,
  reasons: [{ name: 'Netteté', advice: hostile, example: hostile }],
  note: hostile,
  hasBox: true,
  mayAppeal: true,
}
const plain = [
  'verify-email',
  'already-registered',
  'reset-password',
  'password-changed',
  'photo-approved',
  'application-received',
  'application-approved',
  'application-rejected',
  'payout-sent',
  'payout-failed',
  'payment-owed',
  'payment-review',
  'order-unfinished',
] as const
const withNote = new Set<string>(['verify-email', 'already-registered', 'reset-password', 'password-changed'])
const values = { title: hostile, count: 2, date: 'hier', amount: '2 000 F CFA', phone: '+225 07••••12', transaction: 'TX-1' }

// Addresses are made from APP_URL; nothing else of the configuration is looked at here.
beforeAll(() => {
  const secret = 'x'.repeat(32)
  const url = 'http://localhost:3000'
  const all = {
    APP_URL: url,
    AUTH_SECRET: secret,
    DATABASE_URL: 'postgres://a@localhost/a',
    S3_ENDPOINT: url,
    S3_PUBLIC_ENDPOINT: url,
    MEDIA_URL: url,
    S3_BUCKET_ORIGINALS: 'aaa',
    S3_BUCKET_WATERMARKED: 'bbb',
    S3_BUCKET_THUMBNAILS: 'ccc',
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 'a',
    INNGEST_EVENT_KEY: 'a',
    INNGEST_SIGNING_KEY: 'a',
    RESEND_API_KEY: 'a',
    MAIL_FROM: 'a@b.test',
    ALERT_ADDRESS: 'a@b.test',
    CINETPAY_API_KEY: 'a',
    CINETPAY_SITE_ID: 'a',
    CINETPAY_SECRET_KEY: secret,
  }
  for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value)
})

const letters = (locale: 'fr' | 'en'): [string, Composed][] => {
  const voice = { locale, t: translator(locale) }
  return [
    [
      'order-receipt',
      orderReceipt(voice, {
        name: 'Mariam',
        items: [item, { ...item, id: '2' }],
        totalXof: 25_000,
        method: 'Orange Money',
        paidAt: at,
        invoice: '2026-003917',
      }),
    ],
    ['new-sale', newSale(voice, { name: 'Kofi', items: [item], shareXof: 10_000, availableAt: at })],
    ['photo-rejected', photoRejected(voice, refused)],
    ['appeal-decided: refused', appealDecided(voice, refused)],
    ['appeal-decided: published', appealDecided(voice, { ...refused, decision: 'published', reasons: [], note: '' })],
    ['uploads-waiting', uploadsWaiting(voice, { waiting: 4, late: 2, appeals: 1, alike: 1, since: at })],
    ...plain.map((template): [string, Composed] => [
      template,
      plainLetter(voice, template, hostile, values, 'http://localhost:3000/x?token=a%22b', withNote.has(template)),
    ]),
  ]
}

for (const locale of ['fr', 'en'] as const) {
  test(`every mail is whole in ${locale}, in HTML and in plain text, with hostile words as words`, async () => {
    for (const [name, { subject, body }] of letters(locale)) {
      const [html, text] = await Promise.all([render(body), render(body, { plainText: true })])
      expect(subject, name).not.toMatch(/[\r\n]|mail\./)
      expect(html, name).toContain(`lang="${locale}"`)
      expect(html, name).not.toMatch(/<img src=x|<b>Mensah/)
      expect(html + text, name).not.toMatch(/mail\.[a-z-]+\./) // A key that has no words shows as itself.
      expect(text.length, name).toBeGreaterThan(80)
      expect(text, name).toContain('http://localhost:3000/')
    }
  })
}

test('the receipt says each price and the total in francs, and how it was paid', async () => {
  const [, receipt] = letters('fr')[0] ?? []
  const text = await render(receipt?.body as never, { plainText: true })
  for (const part of ['12\u202f500\u00a0F\u00a0CFA', '25\u202f000\u00a0F\u00a0CFA', 'Orange Money', '2026-003917', '22 novembre 2026'])
    expect(text).toContain(part)
  expect(receipt?.subject).toBe('Vos 2 photos sont à vous')
})

/** A mail's words, each paragraph in one line. */
async function wordsOf({ body }: Composed) {
  const text = await render(body, { plainText: true })
  return text.split(/\n{2,}/).map((part) => part.replaceAll('\n', ' ').trim())
}

test('a refusal says every reason with its advice and an example, where the fault is, the note, and how to appeal while one may', async () => {
  const voice = { locale: 'fr' as const, t: translator('fr') }
  const reasons = [
    { name: 'Netteté', advice: 'Choisissez une autre vue.', example: 'Les yeux sont flous.' },
    { name: 'Mots-clés', advice: 'Retirez-les.', example: '' },
  ]
  const seen = { ...refused, title: 'Piments', reasons, note: 'La main aussi.' }
  const mail = photoRejected(voice, seen)
  const text = await wordsOf(mail)
  expect(mail.subject).toBe('À revoir\u00a0: Piments')
  for (const part of [
    'Netteté',
    'Choisissez une autre vue.',
    'Exemple\u00a0: Les yeux sont flous.',
    'Mots-clés',
    'Retirez-les.',
    'Note de relecture\u00a0: La main aussi.',
  ])
    expect(text).toContain(part)
  expect(text.filter((part) => part.startsWith('Exemple'))).toHaveLength(1)
  expect(text.join()).toMatch(/Un cadre tracé.*faire un recours/)
  const bare = (await wordsOf(photoRejected(voice, { ...seen, note: '', hasBox: false, mayAppeal: false }))).join()
  expect(bare).not.toMatch(/Note de relecture|cadre|recours/)
})

test('an appeal that is upheld leads to the photo, one that is not to what can still be put right', async () => {
  const voice = { locale: 'en' as const, t: translator('en') }
  const upheld = appealDecided(voice, { ...refused, title: 'Chillies', decision: 'published', reasons: [] })
  expect([upheld.subject, (await wordsOf(upheld)).join()]).toEqual([
    'Appeal upheld: Chillies',
    expect.stringContaining('http://localhost:3000/en/photos/l-aube-1'),
  ])
  const refusal = appealDecided(voice, { ...refused, title: 'Chillies' })
  const text = (await wordsOf(refusal)).join()
  expect(refusal.subject).toBe('Appeal turned down: Chillies')
  expect(text).toContain('http://localhost:3000/en/studio/photos/p1')
  expect(text).toContain('Netteté')
  expect(text).not.toContain('you can appeal')
})

test('the digest says what is late, appealed or alike only where there is any', async () => {
  const fr = { locale: 'fr' as const, t: translator('fr') }
  const calm = uploadsWaiting(fr, { waiting: 3, late: 0, appeals: 0, alike: 0, since: at })
  expect(calm.subject).toBe('3 photos attendent la relecture')
  expect((await wordsOf(calm)).join()).not.toMatch(/72|recours|ressemble/)
  const busy = uploadsWaiting(fr, { waiting: 3, late: 2, appeals: 1, alike: 1, since: at })
  expect(busy.subject).toBe('Relecture\u00a0: 2 en retard, 3 en attente')
  const text = await wordsOf(busy)
  for (const part of ['La plus ancienne attend depuis le 22 novembre 2026.', '2 photos ont dépassé les 72\u00a0heures promises.']) expect(text).toContain(part)
  expect(text.join()).toMatch(/Un recours attend.*Une photo ressemble à celle d’un autre photographe/)
})

test('French and English mails and papers have the same words to say', () => {
  const keys = (node: object, path = ''): string[] =>
    Object.entries(node).flatMap(([key, value]) => (typeof value === 'object' ? keys(value, `${path}${key}.`) : [`${path}${key}`]))
  for (const area of ['mail', 'papers', 'auth', 'account'] as const) expect(keys(messages.en[area]).sort()).toEqual(keys(messages.fr[area]).sort())
})
