import { beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { isCommonPassword } from '@/lib/accounts/common-passwords'
import { deviceOf } from '@/lib/accounts/device'
import { applyInput, registerInput, resetPasswordInput } from '@/lib/accounts/inputs'
import { handleFrom } from '@/lib/accounts/rules'
import { path, safePath } from './path'
import { wordsOfZodError } from './words-of-error'

const url = 'http://localhost:3000'
const whole = {
  APP_URL: url,
  AUTH_SECRET: 'x'.repeat(32),
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
  CINETPAY_SECRET_KEY: 'x'.repeat(32),
}

/** The configuration is read once a process, so each of these begins with modules of its own. */
async function configured(values: Record<string, string>) {
  vi.resetModules()
  for (const [name, value] of Object.entries({ ...whole, ...values })) vi.stubEnv(name, value)
  return { ...(await import('./cookies')), ...(await import('./origin')), ...(await import('./client-address')) }
}

beforeEach(() => vi.unstubAllEnvs())

test('a path in each language', () => {
  expect([path('fr', '/'), path('en', '/'), path('en', '/search?q=a'), path('en', '/?a=1'), path('fr', '/cart')]).toEqual([
    '/',
    '/en',
    '/en/search?q=a',
    '/en?a=1',
    '/cart',
  ])
})

test('where to go next is a path of ours or nowhere', () => {
  expect(safePath('/cart?x=1#a', '/')).toBe('/cart?x=1#a')
  for (const bad of [
    '//evil.test',
    '/\\evil.test',
    '\\/evil.test',
    'https://evil.test',
    'javascript:alert(1)',
    '/\t/evil.test',
    '/.//evil.test',
    '/a/..//evil.test',
    '/%2e//evil.test',
    '/a\nb',
    '',
    'cart',
    undefined,
    ['/a'],
    `/${'a'.repeat(3000)}`,
  ])
    expect(safePath(bad, '/safe')).toBe('/safe')
})

test('cookies are __Host- and Secure over https, plain on loopback, and there is no third way', async () => {
  const secure = (await configured({ APP_URL: 'https://pouire.example' })).cookieRules()
  expect(secure).toMatchObject({
    secure: true,
    session: '__Host-pouire.session',
    cart: '__Host-pouire.cart',
    device: '__Host-pouire.device',
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure: true },
  })
  expect((await configured({ APP_URL: 'http://localhost:3000' })).cookieRules()).toMatchObject({ secure: false, session: 'pouire.session' })
  expect((await configured({ APP_URL: 'http://127.0.0.1:3000' })).cookieRules().secure).toBe(false)
  for (const address of ['http://pouire.example', 'http://localhost.evil.test', 'http://127.0.0.1.evil.test']) {
    const { cookieRules } = await configured({ APP_URL: address })
    expect(cookieRules).toThrow('loopback')
  }
})

test('only a request that says it comes from us does', async () => {
  const { originIsOurs } = await configured({})
  const from = (values: Record<string, string>) => originIsOurs({ headers: new Headers(values) })
  expect(from({ origin: url, 'sec-fetch-site': 'same-origin' })).toBe(true)
  expect(from({ origin: url })).toBe(true)
  for (const values of [
    {},
    { origin: 'null' },
    { origin: 'http://localhost:3001' },
    { origin: 'https://localhost:3000' },
    { origin: url, 'sec-fetch-site': 'cross-site' },
    { host: 'localhost:3000' },
  ])
    expect(from(values as Record<string, string>)).toBe(false)
})

test('a client is who our own proxies say, whatever it writes itself', async () => {
  const trusting = await configured({ TRUSTED_PROXIES: '10.0.0.0/8, 192.168.1.5, ::1' })
  const seen = (chain: string) => trusting.clientAddress(new Headers({ 'x-forwarded-for': chain }))
  expect(seen('41.66.1.2')).toBe('41.66.1.2')
  expect(seen('1.1.1.1, 41.66.1.2, 10.2.3.4')).toBe('41.66.1.2')
  expect(seen('41.66.1.2, 192.168.1.5, 10.0.0.9')).toBe('41.66.1.2')
  expect(seen('10.0.0.1')).toBe('unknown')
  expect(seen('1.1.1.1, nonsense')).toBe('unknown')
  const alone = await configured({ TRUSTED_PROXIES: '' })
  expect(alone.clientAddress(new Headers({ 'x-forwarded-for': '41.66.1.2' }))).toBe('unknown')
})

test('guessable passwords are refused, long plain ones are not', () => {
  for (const bad of [
    'motdepasse2026',
    'password1234!',
    'azertyuiopqs',
    '123456789012',
    'aaaaaaaaaaaaa',
    'abcabcabcabc',
    'Abidjan-Abidjan',
    'jetaimemaman1',
    'MotDePasse!!!!',
    '987654321098',
  ])
    expect(isCommonPassword(bad), bad).toBe(true)
  for (const good of ['pirogue bleue au couchant', 'trois calebasses vides', 'k7!Vq2zP0wLm', 'correct cheval batterie'])
    expect(isCommonPassword(good), good).toBe(false)
  expect(isCommonPassword('mariamtraore2026', ['mariamtraore'])).toBe(true)
})

test('a form hears what to write, field by field, in its language', () => {
  const result = registerInput.strict().safeParse({ name: '', email: 'awa', password: 'court' }, { reportInput: true })
  if (result.success) throw new Error('this must not pass')
  const words = wordsOfZodError(result.error, 'fr')
  expect(words.name).toBe('Remplissez ce champ.')
  expect(words.email).toContain('adresse complète')
  expect(words.password).toContain('12 caractères')
  const common = resetPasswordInput.safeParse({ token: 'x', password: 'motdepasse2026' })
  expect(wordsOfZodError(common.error ?? new z.ZodError([]), 'en').password).toContain('too easy to guess')
})

test('an application takes plain words: no line ends in names, only web addresses, only known countries’ shape', () => {
  const good = { displayName: ' Kofi   Mensah ', city: 'Kumasi', countryCode: 'GH', portfolioUrl: '', motivation: 'Des rues.\r\nDes marchés.' }
  expect(applyInput.parse(good)).toEqual({
    displayName: 'Kofi Mensah',
    city: 'Kumasi',
    countryCode: 'GH',
    portfolioUrl: null,
    motivation: 'Des rues.\nDes marchés.',
  })
  for (const bad of [{ displayName: '😀😀' }, { countryCode: 'gh' }, { portfolioUrl: 'javascript:alert(1)' }, { motivation: ' ' }, { city: 'a'.repeat(81) }])
    expect(applyInput.safeParse({ ...good, ...bad }).success).toBe(false)
})

test('a handle from any name', () => {
  expect([handleFrom('Aïssata Koné'), handleFrom('  N’Guessan & fils '), handleFrom('A'.repeat(60))]).toEqual(['aissata-kone', 'nguessan-fils', 'a'.repeat(34)])
})

test('a device by the name its owner gives it', () => {
  expect(
    deviceOf('Mozilla/5.0 (Linux; Android 14; SM-A146B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36'),
  ).toEqual({ browser: 'Samsung Internet', system: 'Android' })
  expect(deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1')).toEqual({
    browser: 'Safari',
    system: 'iPhone',
  })
  expect(deviceOf('curl/8')).toBeNull()
})
