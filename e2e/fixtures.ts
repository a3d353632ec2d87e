import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { type BrowserContextOptions, test as base, expect, type Page } from '@playwright/test'
import { Pool } from 'pg'
import { createTranslator } from 'use-intl/core'
import { buyers, DEMO_PASSWORD, logins, photographers, staff } from '../local/seed/people'

/*
What every journey needs: words as the pages say them, the demo's people, mails, the payment simulator, the clock, and a page that fails its test on any fault.
*/

export { expect }
export type Locale = 'fr' | 'en'

/** One of the services the stack runs with, and where its stand-ins are; local/journeys.ts gives both. */
export function setting(name: string) {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run the journeys with \`npm run journeys\`.`)
  return value
}
export const address = () => setting('POUIRE_ADDRESS')
const places = () => JSON.parse(setting('POUIRE_PLACES')) as { mailbox: string; cinetpay: string; jobs: string }

/** The words of a language, `words('fr')('auth.signIn.submit')`: read from the message files (lib/i18n.ts imports JSON as a bundler does, which Playwright cannot). */
export function words(locale: Locale) {
  const folder = join('messages', locale)
  const messages = Object.fromEntries(
    readdirSync(folder).map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>]),
  )
  const translate = createTranslator({
    locale,
    messages,
    timeZone: 'Africa/Abidjan',
    onError: (error) => {
      throw error
    },
  })
  return (key: string, values?: Record<string, string | number>) => translate(key as never, values as never) as string
}

/** The address of a page in a language. */
export const at = (locale: Locale, path: string) => (locale === 'fr' ? path : `/en${path}`.replace(/\/$/, ''))

const email = (list: readonly { email: string }[], index: number) => list[index]?.email ?? ''
/** The demo's accounts by what they are for. `author` and `buyer` have sales and orders, `otherAuthor` has refused photos. */
export const people = {
  admin: email(logins, 0),
  author: email(logins, 1),
  buyer: email(logins, 2),
  moderator: email(staff, 2),
  otherBuyer: email(buyers, 1),
  passing: email(buyers, 2),
  stranger: email(buyers, 4),
  otherAuthor: email(photographers, 3),
}

/** Signed in through the form, and wherever the form then leads; `here` when its page is open already. A demo account by its address, or anybody with a password. */
export async function signIn(page: Page, who: string | { email: string; password: string }, { locale = 'fr' as Locale, here = false } = {}) {
  if (!here) await page.goto(at(locale, '/sign-in'))
  const t = words(locale)
  const { email, password } = typeof who === 'string' ? { email: who, password: DEMO_PASSWORD } : who
  await page.getByLabel(t('auth.fields.email')).fill(email)
  await page.getByLabel(t('auth.fields.password'), { exact: true }).fill(password)
  await page.getByRole('button', { name: t('auth.signIn.submit') }).click()
  await expect(page).not.toHaveURL(/\/sign-in/)
}

export type Mail = {
  id: string
  at: string
  subject: string
  html: string
  text: string
  to: string[]
  attachments: { filename: string; contentType: string; path: string }[]
}

/** The mails an address has received, newest first. */
export async function mailsTo(to: string): Promise<Mail[]> {
  return (await fetch(`${places().mailbox}/api/mails?to=${encodeURIComponent(to)}`)).json() as Promise<Mail[]>
}

/** The newest mail to an address whose subject, and text, hold these words, once it has come. */
export async function mailTo(to: string, subjectPart = '', textPart = ''): Promise<Mail> {
  const matching = async () => (await mailsTo(to)).filter(({ subject, text }) => subject.includes(subjectPart) && text.includes(textPart))
  await expect
    .poll(async () => (await matching()).length, { message: `a mail to ${to} about "${subjectPart} ${textPart}"`, timeout: 60_000 })
    .toBeGreaterThan(0)
  const [mail] = await matching()
  if (!mail) throw new Error('the mailbox lost a mail')
  return mail
}

/** Where an attachment of a mail can be fetched. */
export const attachmentAddress = (mail: Mail, index = 0) => `${places().mailbox}${mail.attachments[index]?.path}`

/** No serious or critical fault after WCAG 2.2 AA; the message names rule and element. */
export async function expectAccessible(page: Page, where = page.url()) {
  // A colour on its way from light to dark is neither: what ends is let end.
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
    await Promise.allSettled(ending.map(({ finished }) => finished))
  })
  // Legacy mode runs in the page itself instead of opening another; we have no frames of other origins.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const lines = serious.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any }) => `${id}: ${help} at ${target.join(' ')}${any[0] ? ` (${any[0].message})` : ''}`),
  )
  expect.soft(lines, `accessibility of ${where}`).toEqual([])
}

let pool: Pool | undefined
/** The database as its owner: for tests that move time or look at what was kept. Not the app's role. */
export const database = () => (pool ??= new Pool({ connectionString: setting('DATABASE_OWNER_URL'), max: 1, allowExitOnIdle: true }))

/** The first value of the first row, as text; empty when there is none. */
export const one = async (sql: string, values: unknown[] = []) =>
  Object.values(((await database().query(sql, values)).rows[0] ?? {}) as Record<string, string>)[0] ?? ''

/** Where requests of our own pages come from. */
export const origin = () => new URL(address()).origin

async function cinetpay(method: 'POST' | 'DELETE', path: string, body?: unknown) {
  const answer = await fetch(`${places().cinetpay}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`the simulator answered ${answer.status} to ${path}: ${await answer.text()}`)
}

/** The buyer's decision at the simulator, without its page. */
export const decide = (
  transactionId: string,
  outcome: 'accepted' | 'refused' | 'insufficient' | 'waiting',
  more: { method?: string; phone?: string; code?: string } = {},
) => cinetpay('POST', '/_decide', { transaction_id: transactionId, outcome, ...more })

/** A file is sent as the studio sends it, from `page`'s session but without the browser's own look at it. Resolves with the photo once ingest is done with it. */
export async function upload(page: Page, file: { name: string; mimeType: string; buffer: Buffer }) {
  const headers = { origin: new URL(address()).origin, 'accept-language': 'fr' }
  const post = async (path: string, data: object, status: number) => {
    const answer = await page.request.post(`/api/studio/uploads${path}`, { headers, data })
    expect(answer.status(), path).toBe(status)
    return answer.json()
  }
  const fingerprint = randomBytes(32).toString('hex') // Of a file with a date of its own, as a copy has.
  const { photoId, partBytes } = await post('', { fileName: file.name, sizeBytes: file.buffer.length, mimeType: file.mimeType, fingerprint }, 201)
  const numbers = Array.from({ length: Math.ceil(file.buffer.length / partBytes) }, (_, index) => index + 1)
  const { parts } = (await post(`/${photoId}/parts`, { numbers }, 200)) as { parts: { number: number; url: string }[] }
  for (const { number, url } of parts) {
    const body = new Uint8Array(file.buffer.subarray((number - 1) * partBytes, number * partBytes))
    expect((await fetch(url, { method: 'PUT', body })).status).toBe(200)
  }
  await post(`/${photoId}/complete`, {}, 202)
  const look = async () =>
    (await (await page.request.get(`/api/studio/photos/${photoId}`, { headers })).json()) as { id: string; status: string; sentence: string | null }
  await expect.poll(async () => (await look()).status, { message: `${file.name} is taken in`, timeout: 90_000 }).toMatch(/ready|failed/)
  return look()
}

let dialled = false
/** The simulator misbehaves from now on (local/cinetpay/dials.ts lists how); forgotten after the test. */
export async function dial(...dials: ({ dial: string; on?: string; transaction_id?: string; times?: number } & Record<string, unknown>)[]) {
  dialled = true
  await cinetpay('POST', '/_dials', dials)
}

/** The whole page as a picture, kept in .data/screens, its lazy pictures loaded. */
export async function shot(page: Page, name: string) {
  mkdirSync('.data/screens', { recursive: true })
  await page.evaluate(async () => {
    for (const image of document.images) image.loading = 'eager'
    await Promise.all([
      document.fonts.ready,
      ...[...document.images].map(
        (image) =>
          image.complete ||
          new Promise((done) => {
            image.onload = image.onerror = done
          }),
      ),
    ])
  })
  await page.screenshot({ path: `.data/screens/${name}.png`, fullPage: true, animations: 'disabled' })
}

/** What goes wrong in a page from now on: errors, refusals of the content policy, anything the console calls an error. */
function watch(page: Page, mayFail: RegExp[]) {
  const faults: string[] = []
  const documents = new Set<string>() // A document's own status is for the test that opened it.
  const ours = () => page.url().startsWith(address()) // The payment page is the provider's.
  page.on('pageerror', (error) => ours() && faults.push(`page error at ${page.url()}: ${error.message}`))
  page.on('response', (response) => response.request().isNavigationRequest() && documents.add(response.url()))
  page.on('console', (message) => {
    if (message.type() !== 'error' || !ours()) return
    const [text, source] = [message.text(), message.location().url]
    const answered = text.startsWith('Failed to load resource')
    if (answered && (documents.has(source) || mayFail.some((pattern) => pattern.test(source)))) return
    faults.push(`console at ${page.url()}: ${text} (${source})`)
  })
  return faults
}

/** Refusals of the content policy, said where `watch` hears them. */
const sayRefusals = () =>
  document.addEventListener('securitypolicyviolation', (event) =>
    console.error(`Content policy: ${event.violatedDirective} refused ${event.blockedURI || event.sample}`),
  )

const signedIn = new Map<string, Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>>()

type Fixtures = {
  /** Addresses that this test makes fail, so that the browser's own notice of it is no fault. */
  mayFail: RegExp[]
  /** A page in a browser of its own, signed in with a demo account (once per run), or as nobody. Watched like `page`. */
  open: (who: string | null, options?: BrowserContextOptions) => Promise<Page>
  forgetDials: void
}

/** Playwright's `test`, whose pages fail it on page errors, content policy refusals and console errors. Nothing is excused but what a test names in `mayFail`. */
export const test = base.extend<Fixtures>({
  mayFail: [[], { option: true }],
  page: async ({ page, mayFail }, use) => {
    const faults = watch(page, mayFail)
    await page.addInitScript(sayRefusals)
    await use(page)
    expect.soft(faults, 'faults in the page').toEqual([])
  },
  open: async ({ browser, baseURL, mayFail }, use) => {
    const opened: { page: Page; faults: string[] }[] = []
    const stateOf = async (who: string) => {
      const context = await browser.newContext({ baseURL })
      await signIn(await context.newPage(), who)
      const state = await context.storageState()
      await context.close()
      signedIn.set(who, state)
      return state
    }
    await use(async (who, options = {}) => {
      const storageState = who === null ? undefined : (signedIn.get(who) ?? (await stateOf(who)))
      const context = await browser.newContext({ baseURL, ...options, storageState })
      await context.addInitScript(sayRefusals)
      const page = await context.newPage()
      opened.push({ page, faults: watch(page, mayFail) })
      return page
    })
    for (const { page } of opened) await page.context().close()
    expect
      .soft(
        opened.flatMap(({ faults }) => faults),
        'faults in the pages',
      )
      .toEqual([])
  },
  forgetDials: [
    async ({}, use) => {
      await use()
      if (dialled) await cinetpay('DELETE', '/_dials')
      dialled = false
    },
    { auto: true },
  ],
})
