import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, expect, test } from 'vitest'
import { type Postgres, startPostgres } from './postgres'

const isRoot = process.getuid?.() === 0
const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

function aDataDir() {
  const home = mkdtempSync(join(tmpdir(), 'pouire-pg-')) // 0700: as root this is a folder the user postgres cannot enter.
  undo.push(() => rmSync(home, { recursive: true, force: true }))
  return join(home, 'pg')
}

async function aServer(dataDir = aDataDir(), { port = 0, durable = false } = {}) {
  const server = await startPostgres({ dataDir, port, durable })
  undo.push(() => server.stop())
  return server
}

async function ask(url: string, text: string) {
  const client = new Client({ connectionString: url })
  client.on('error', () => {}) // A server that is killed below ends the connection; the query itself tells.
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

const urlFor = (server: Postgres, role: string, password: string, database: string) => `postgres://${role}:${password}@127.0.0.1:${server.port}/${database}`
const serverPid = (dataDir: string) => Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n', 1)[0])

test('databases and roles are made once, however often they are asked for', async () => {
  const server = await aServer()
  await Promise.all([server.createRole('shop', 'one'), server.createRole('shop', 'one')])
  await Promise.all([server.createDatabase('pouire', 'shop'), server.createDatabase('pouire', 'shop')])
  await server.createRole('shop', "it's two")
  await server.createDatabase('pouire')

  expect(await ask(urlFor(server, 'shop', 'it%27s%20two', 'pouire'), 'SELECT current_user AS me')).toEqual([{ me: 'shop' }])
  await expect(ask(urlFor(server, 'shop', 'one', 'pouire'), 'SELECT 1')).rejects.toThrow('password authentication failed')
  await expect(ask(urlFor(server, 'shop', 'it%27s%20two', 'pouire'), 'CREATE ROLE more')).rejects.toThrow('permission denied')
  await expect(ask(urlFor(server, 'shop', 'it%27s%20two', 'pouire'), 'CREATE DATABASE more')).rejects.toThrow('permission denied')
})

test('it is a PostgreSQL 18 in UTF-8 and UTC with the extensions search needs, on the loopback address only', async () => {
  const server = await aServer()
  const url = server.ownerUrl('postgres')
  for (const extension of ['unaccent', 'pg_trgm', 'citext', 'btree_gin']) await ask(url, `CREATE EXTENSION ${extension}`)
  expect(await ask(url, "SELECT unaccent(lower('ÉTÉ À GORÉE')) AS words, show_trgm('é') <> '{}' AS trigrams")).toEqual([
    { words: 'ete a goree', trigrams: true },
  ])
  const settings =
    "SELECT current_setting('server_version_num')::int / 10000 AS major, current_setting('server_encoding') AS encoding, current_setting('TimeZone') AS zone, current_setting('listen_addresses') AS addresses"
  expect(await ask(url, settings)).toEqual([{ major: 18, encoding: 'UTF8', zone: 'UTC', addresses: '127.0.0.1' }])
})

test('what was written is there after a stop and a start, and the password is for the owner of the files only', async () => {
  const dataDir = aDataDir()
  const first = await aServer(dataDir)
  await ask(first.ownerUrl('postgres'), 'CREATE TABLE kept AS SELECT 42 AS answer')
  await first.stop()
  await first.stop()
  await expect(ask(first.ownerUrl('postgres'), 'SELECT 1')).rejects.toThrow('ECONNREFUSED')
  const second = await aServer(dataDir)
  expect(await ask(second.ownerUrl('postgres'), 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
  expect(statSync(join(dataDir, 'superuser.password')).mode & 0o777).toBe(0o600)
  expect(new URL((await aServer()).ownerUrl('x')).password).not.toBe(new URL(second.ownerUrl('x')).password)
})

test('a server whose starter was killed is stopped and its data are taken over', async () => {
  const dataDir = aDataDir()
  const script = `import { startPostgres } from ${JSON.stringify(join(import.meta.dirname, 'postgres.ts'))}
    await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, port: 0, durable: false }).then(() => console.log('up'))`
  const file = join(dataDir, '..', 'start.mts')
  writeFileSync(file, script)
  const starter = spawn(process.execPath, ['--import', 'tsx', file], { cwd: join(import.meta.dirname, '..'), stdio: ['ignore', 'pipe', 'inherit'] })
  await once(starter.stdout, 'data')
  const orphan = serverPid(dataDir)
  await expect(aServer(dataDir)).rejects.toThrow(`in use by process ${starter.pid}`)

  starter.kill('SIGKILL')
  await once(starter, 'exit')
  const server = await aServer(dataDir)
  expect(serverPid(dataDir)).not.toBe(orphan)
  expect(await ask(server.ownerUrl('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})

test('a durable server that was itself killed starts again with all that was committed', async () => {
  const dataDir = aDataDir()
  const first = await aServer(dataDir, { durable: true })
  await ask(first.ownerUrl('postgres'), 'CREATE TABLE kept AS SELECT 42 AS answer')
  process.kill(serverPid(dataDir), 'SIGKILL')
  const second = await aServer(dataDir)
  expect(await ask(second.ownerUrl('postgres'), 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
})

test('a lock whose number now belongs to some other program is no obstacle, and that program is left alone', async () => {
  const dataDir = aDataDir()
  await (await aServer(dataDir)).stop()
  const other = spawn('sleep', ['600'], { stdio: 'ignore', cwd: '/', uid: statSync(dataDir).uid }) // PostgreSQL believes a lock only of its own user.
  undo.push(() => other.kill())
  writeFileSync(join(dataDir, 'postmaster.pid'), `${other.pid}\n${dataDir}\n1\n1\n\n\n\nready\n`)
  await aServer(dataDir)
  expect(other.exitCode).toBeNull()
})

test('what a kill left of a first start is thrown away', async () => {
  const dataDir = aDataDir()
  mkdirSync(`${dataDir}.new`)
  writeFileSync(join(`${dataDir}.new`, 'PG_VERSION'), '18\n')
  writeFileSync(`${dataDir}.new.password`, 'half')
  await aServer(dataDir)
  expect(existsSync(`${dataDir}.new`)).toBe(false)
  expect(existsSync(`${dataDir}.new.password`)).toBe(false)
})

test('a taken port is named', async () => {
  const taker = createServer().listen(0, '127.0.0.1')
  await once(taker, 'listening')
  undo.push(() => taker.close())
  const address = taker.address()
  if (!address || typeof address === 'string') throw new Error('The port was not taken.')
  await expect(aServer(aDataDir(), { port: address.port })).rejects.toThrow(`Port ${address.port} on 127.0.0.1 is taken`)
})

test.runIf(isRoot)('data made by another user are refused with a sentence, as root', async () => {
  const dataDir = aDataDir()
  mkdirSync(dataDir)
  chownSync(dataDir, 12345, 12345)
  await expect(aServer(dataDir)).rejects.toThrow('belongs to user number 12345')
})

test.runIf(isRoot)('in a folder the user postgres can enter it gets no capability', async () => {
  const dataDir = aDataDir()
  chmodSync(join(dataDir, '..'), 0o755)
  const server = await aServer(dataDir)
  const status = readFileSync(`/proc/${serverPid(dataDir)}/status`, 'utf8')
  expect(status).toMatch(/^CapEff:\t0+$/m)
  expect(await ask(server.ownerUrl('postgres'), 'SELECT 1 AS one')).toEqual([{ one: 1 }])
})
