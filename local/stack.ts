import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseEnv } from 'node:util'
import { migrateDatabase } from '@/db/migrate'
import { build } from './build'
import { startCinetpay } from './cinetpay/server'
import { startInngest } from './inngest/start-inngest'
import { startMailbox } from './mailbox/server'
import { choosePort } from './ports'
import { type Postgres, startPostgres } from './postgres'
import { keepProcesses } from './processes'
import { startS3 } from './s3/server'
import { machineSecrets } from './secrets'

export type Stack = {
  address: string
  env: Record<string, string>
  places: Record<string, string>
  seed(args?: string[]): Promise<number | null>
  stop(): Promise<void>
}

type Options = {
  mode: 'start' | 'dev'
  dataDir: string
  /** 0 for free ones throughout, as tests want. */
  firstPort: number
  say: (line: string) => void
  /** Called when the app or the worker ends by itself. */
  onFall: (what: string) => void
  /** Called first of all with what ends everything started so far, for a Ctrl-C that comes before the stack stands. */
  onBegin?: (stop: () => Promise<void>) => void
  /** Whatever is configured, every service is a stand-in of its own: for a run that fills them. */
  alone?: boolean
}

/** Thrown when this folder's data is in use by a live run; its address is in the message. */
export class AlreadyRunning extends Error {}

const BUCKETS = { originals: 'pouire-originals', watermarked: 'pouire-watermarked', thumbnails: 'pouire-thumbnails' }

/** The app, its worker, and a stand-in for each service that is not configured, all answering. `stop` ends everything that was started here. */
export async function startStack({ mode, dataDir, firstPort, say, onFall, onBegin, alone = false }: Options): Promise<Stack> {
  const given = alone ? {} : configured()
  const secrets = machineSecrets(dataDir)
  const processes = keepProcesses(dataDir)
  const running = await processes.endLeftovers()
  if (running) throw new AlreadyRunning(running)
  const port = (offset: number, what: string) => choosePort(firstPort && firstPort + offset, what, say)
  const log = (line: string) => appendFileSync(join(dataDir, 'logs', 'stand-ins.log'), `${new Date().toISOString()} ${line}\n`)
  const closers: (() => Promise<void>)[] = []
  let stopping = false

  let stopped: Promise<void> | null = null
  const stop = () => {
    stopping = true
    stopped ??= endAll()
    return stopped
  }
  async function endAll() {
    for (const what of ['seed', 'app', 'worker']) await processes.end(what)
    for (let close = closers.pop(); close; close = closers.pop()) await close()
    rmSync(join(dataDir, 'env.json'), { force: true })
    processes.forget()
  }

  onBegin?.(stop)
  try {
    const building = mode === 'start' ? build(say) : Promise.resolve()
    building.catch(() => {}) // Awaited below; without this a failure in between would end the process before it can tidy up.
    const [appPort, workerPort] = [await port(0, 'Pouire'), await port(1, 'the image worker')]
    const address = given.APP_URL ?? `http://localhost:${appPort}`
    const places: Record<string, string> = {}
    const env: Record<string, string> = {
      NODE_ENV: mode === 'dev' ? 'development' : 'production',
      APP_URL: address,
      AUTH_SECRET: secrets.auth,
      WORKER_PORT: String(workerPort),
      MAIL_FROM: 'Pouire <bonjour@pouire.test>',
      ALERT_ADDRESS: 'equipe@pouire.test',
    }

    let postgres: Postgres | null = null
    let registered = async () => {}
    const ownServer = async () => {
      if (postgres) return postgres
      postgres = await startPostgres({ dataDir: join(dataDir, 'pg'), port: await port(5, 'PostgreSQL'), log })
      closers.push(postgres.stop)
      return postgres
    }
    const ownDatabase = async (name: string) => {
      const server = await ownServer()
      await server.createDatabase(name)
      return server.ownerUrl(name)
    }

    if (!given.DATABASE_URL) {
      env.DATABASE_OWNER_URL = await ownDatabase('pouire')
      const server = await ownServer()
      await server.createRole('pouire_app', secrets.database)
      env.DATABASE_URL = `postgres://pouire_app:${secrets.database}@127.0.0.1:${server.port}/pouire`
    }
    if (!given.S3_ENDPOINT) {
      const s3 = await startS3({
        dataDir: join(dataDir, 's3'),
        port: await port(2, 'file storage'),
        privateBuckets: [BUCKETS.originals],
        publicBuckets: [BUCKETS.watermarked, BUCKETS.thumbnails],
        accessKeyId: secrets.s3AccessKey,
        secretAccessKey: secrets.s3Secret,
        allowOrigin: new URL(address).origin,
      })
      closers.push(s3.close)
      Object.assign(env, {
        S3_ENDPOINT: s3.url,
        S3_PUBLIC_ENDPOINT: s3.url,
        MEDIA_URL: s3.url,
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: secrets.s3AccessKey,
        AWS_SECRET_ACCESS_KEY: secrets.s3Secret,
        S3_BUCKET_ORIGINALS: BUCKETS.originals,
        S3_BUCKET_WATERMARKED: BUCKETS.watermarked,
        S3_BUCKET_THUMBNAILS: BUCKETS.thumbnails,
      })
    }
    if (!given.RESEND_API_KEY) {
      const mailbox = await startMailbox({ port: await port(3, 'the mailbox'), dataDir: join(dataDir, 'mailbox'), apiKey: secrets.resend })
      closers.push(mailbox.close)
      Object.assign(env, { RESEND_API_KEY: secrets.resend, RESEND_BASE_URL: mailbox.url })
      places.mailbox = mailbox.url
    }
    if (!given.CINETPAY_API_KEY) {
      const merchant = { apiKey: secrets.cinetpayApiKey, siteId: '445566', secretKey: secrets.cinetpaySecret }
      const cinetpay = await startCinetpay({
        port: await port(4, 'the CinetPay simulator'),
        databaseUrl: await ownDatabase('cinetpay'),
        transferPassword: secrets.cinetpayTransferPassword,
        log,
        ...merchant,
      })
      closers.push(cinetpay.close)
      Object.assign(env, {
        CINETPAY_API_KEY: merchant.apiKey,
        CINETPAY_SITE_ID: merchant.siteId,
        CINETPAY_SECRET_KEY: merchant.secretKey,
        CINETPAY_BASE_URL: cinetpay.url,
        CINETPAY_PAGE_URL: cinetpay.url,
        CINETPAY_TRANSFER_BASE_URL: cinetpay.url,
        CINETPAY_TRANSFER_PASSWORD: secrets.cinetpayTransferPassword,
      })
      places.cinetpay = cinetpay.url
    }
    if (!given.INNGEST_EVENT_KEY && !given.INNGEST_BASE_URL) {
      Object.assign(env, { INNGEST_EVENT_KEY: secrets.inngestEventKey, INNGEST_SIGNING_KEY: secrets.inngestSigningKey })
      const inngest = await startInngest({
        port: await port(6, 'the job runner'),
        databaseUrl: await ownDatabase('inngest'),
        eventKey: secrets.inngestEventKey,
        signingKey: secrets.inngestSigningKey,
        apps: [`http://localhost:${appPort}/api/inngest`, `http://localhost:${workerPort}/api/inngest`],
        log,
      })
      closers.push(inngest.close)
      registered = inngest.untilRegistered
      env.INNGEST_BASE_URL = inngest.url
      places.jobs = inngest.url
    }
    Object.assign(env, given)
    // The stand-ins and the seed run in this process and its children with the same settings as the app.
    if (!env.DATABASE_OWNER_URL || !env.DATABASE_URL) throw new Error('DATABASE_OWNER_URL and DATABASE_URL: give both, or neither. See .env.example.')
    await migrateDatabase(env.DATABASE_OWNER_URL, env.DATABASE_URL)
    await building

    const outside = alone ? Object.fromEntries(Object.entries(process.env).filter(([name]) => !configurable().includes(name))) : process.env
    const childEnv = { ...outside, ...env, NEXT_TELEMETRY_DISABLED: '1' } as unknown as NodeJS.ProcessEnv
    const fell = (what: string) => () => {
      if (!stopping) onFall(what)
    }
    const node = process.execPath
    if (mode === 'start') {
      processes.launch('app', node, ['server.js'], { cwd: '.next/standalone', env: { ...childEnv, PORT: String(appPort), HOSTNAME: 'localhost' } }, fell('app'))
      // Photos pass through it whole: without these it keeps 150 MB more than it needs.
      const lean = ['--max-semi-space-size=8', '--optimize-for-size']
      const malloc = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '262144', MALLOC_TRIM_THRESHOLD_: '262144' }
      processes.launch('worker', node, [...lean, 'dist/worker.js'], { env: { ...childEnv, ...malloc } }, fell('worker'))
    } else {
      processes.launch('app', node, ['node_modules/next/dist/bin/next', 'dev', '-H', 'localhost', '-p', String(appPort)], { env: childEnv }, fell('app'))
      processes.launch('worker', node, ['--import', 'tsx', '--watch', 'inngest/worker.ts'], { env: childEnv }, fell('worker'))
    }
    await answers(`http://localhost:${appPort}/api/ready`, () => stopping)
    await registered()
    processes.setAddress(address)
    // So that `npm run check:books` in another terminal finds this run's services.
    writeFileSync(join(dataDir, 'env.json'), JSON.stringify(env, null, 2), { mode: 0o600 })

    /** Runs the demo catalogue's loader; its exit code. */
    const seed = (args: string[] = []) =>
      new Promise<number | null>((done) => {
        processes.launch('seed', node, ['--import', 'tsx', 'local/seed/main.ts', ...args], { env: { ...childEnv, POUIRE_DATA_DIR: dataDir } }, done)
      })
    return { address, env, places, seed, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const configurable = (): string[] => readFileSync('.env.example', 'utf8').match(/^[A-Z0-9_]+(?==)/gm) ?? []

/** What the user configured: `.env` where it exists, and the environment over it. Empty values count as absent. */
function configured(): Record<string, string> {
  const file = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {}
  const all: NodeJS.Dict<string> = { ...file, ...process.env }
  return Object.fromEntries(
    configurable()
      .filter((name) => name !== 'NODE_ENV' && all[name])
      .map((name) => [name, all[name] ?? '']),
  )
}

async function answers(url: string, givenUp: () => boolean) {
  for (;;) {
    if (givenUp()) throw new Error('stopped before the app answered')
    const ok = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    )
    if (ok) return
    await wait(200)
  }
}
