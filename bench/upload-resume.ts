import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium } from '@playwright/test'
import { eq } from 'drizzle-orm'
import { encode } from 'next-auth/jwt'
import sharp from 'sharp'
import { db, schema } from '@/db'
import { openSession } from '@/lib/accounts/sessions'
import { aPhotographer } from '@/lib/testing'
import { cookieRules } from '@/lib/web/cookies'
import { type Sent, startCutLine } from './cut-line'
import type { Measure, Target } from './measure'

const MEGABYTE = 1024 * 1024
const CUTS = [0.4, 0.8]
const AWAY_MS = 3_000
const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((file) => existsSync(file))

/**
 * A 40 MB file is sent from the studio in a real browser, whose lines to the app and to the store are cut when 40 % and 80 % of it have passed. Nobody
 * touches the page after the file was chosen.
 */
export async function uploadResume({ address, env }: Target): Promise<Measure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'pouire-resume-'))
  const file = join(folder, 'quarante.png')
  const bytes = await aPicture()
  await writeFile(file, bytes)
  const app = new URL(address)
  const store = new URL(env.S3_PUBLIC_ENDPOINT ?? '')
  const atCuts: Sent[][] = []
  const lines = {
    app: await startCutLine(app),
    store: await startCutLine(store, () => {
      const passed = lines.store.sent.reduce((sum, one) => sum + one.bytes, 0)
      const next = CUTS[atCuts.length]
      if (next !== undefined && passed >= next * bytes.length) void cut()
    }),
  }
  async function cut() {
    atCuts.push(lines.store.sent.filter(({ isOver }) => !isOver).map((one) => ({ ...one })))
    for (const line of [lines.app, lines.store]) line.cut()
    await wait(AWAY_MS)
    for (const line of [lines.app, lines.store]) line.mend()
  }

  const { photographer, user } = await aPhotographer()
  const browser = await chromium.launch({
    executablePath: system,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
      `--host-resolver-rules=MAP ${app.host} 127.0.0.1:${lines.app.port},MAP ${store.host} 127.0.0.1:${lines.store.port}`,
    ],
  })
  try {
    const context = await browser.newContext()
    await context.addCookies([{ ...(await sessionOf(user.id, env)), url: address }])
    const page = await context.newPage()
    await page.goto(`${address}/studio`)
    await page.locator('#photos').setInputFiles(file)
    const photo = await untilTaken(photographer.id)
    return measuresOf({ bytes, sent: lines.store.sent, atCuts, sha256: photo.sha256 })
  } finally {
    await browser.close()
    await Promise.all([lines.app.stop(), lines.store.stop()])
    await rm(folder, { recursive: true })
  }
}

/** Noise without compression: 13 megapixels, just under 40 MB. */
function aPicture() {
  const [width, height] = [3_700, 3_600]
  return sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 0 })
    .toBuffer()
}

async function sessionOf(userId: string, env: Target['env']) {
  const sid = await openSession(userId, { userAgent: null, ip: null })
  const name = cookieRules().session
  return { name, value: await encode({ token: { sid }, secret: env.AUTH_SECRET ?? '', salt: name, maxAge: 36_000 }) }
}

async function untilTaken(photographerId: string) {
  for (;;) {
    const [photo] = await db.select().from(schema.photos).where(eq(schema.photos.photographerId, photographerId))
    if (photo?.status === 'failed') throw new Error(`The file was refused: ${photo.failureKey}.`)
    if (photo?.sha256) return photo
    await wait(250)
  }
}

function measuresOf({ bytes, sent, atCuts, sha256 }: { bytes: Buffer; sent: Sent[]; atCuts: Sent[][]; sha256: string | null }): Measure[] {
  const stored = new Set<number>()
  let again = 0
  for (const { part, isStored } of sent) {
    if (stored.has(part)) again++
    if (isStored) stored.add(part)
  }
  const twice = sent.reduce((sum, one) => sum + one.bytes, 0) - bytes.length
  const inFlight = atCuts.flat().length * 5 // Parts of 5 MiB.
  const megabytes = Math.round((twice / MEGABYTE) * 100) / 100
  const isEqual = createHash('sha256').update(bytes).digest('hex') === sha256
  const note = `${atCuts.length} cuts, with ${atCuts.map((parts) => parts.length).join(' and ')} parts in flight`
  return [
    { name: 'upload.resume.parts_again', value: again, unit: 'parts', limit: 0, ok: again === 0 && atCuts.length === CUTS.length, note },
    { name: 'upload.resume.sent_twice_mb', value: megabytes, unit: 'MB', limit: inFlight, ok: megabytes <= inFlight },
    { name: 'upload.resume.hash_differs', value: isEqual ? 0 : 1, unit: 'files', limit: 0, ok: isEqual },
  ]
}
