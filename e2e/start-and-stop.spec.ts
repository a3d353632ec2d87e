import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { expect, test } from '@playwright/test'

const dataDir = '.data/e2e-start'

test.describe.configure({ mode: 'serial' })

/** `npm start` without npm: the process and what it has said so far. */
function start() {
  const child = spawn(process.execPath, ['--import', 'tsx', 'local/start.ts', 'start'], {
    env: { ...bare(), POUIRE_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { text: '' }
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said.text += chunk
    })
  return { child, said, ended: new Promise<number | null>((done) => child.once('exit', done)) }
}

/** Without the services of the stack that runs these journeys: a stranger's shell has none. */
function bare() {
  const names: string[] = readFileSync('.env.example', 'utf8').match(/^[A-Z0-9_]+(?==)/gm) ?? []
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.includes(name) || name === 'PATH')) as NodeJS.ProcessEnv
}

const addressIn = (text: string) => /ready:\s+(http:\/\/localhost:\d+)/.exec(text)?.[1]
const ready = async (run: { said: { text: string } }) => {
  await expect.poll(() => addressIn(run.said.text), { timeout: 200_000, message: 'the address is printed' }).toBeTruthy()
  return addressIn(run.said.text) ?? ''
}
const pids = () => {
  const run = JSON.parse(readFileSync(`${dataDir}/run.json`, 'utf8')) as { children: { pid: number }[] }
  return [Number(readFileSync(`${dataDir}/pg/postmaster.pid`, 'utf8').split('\n')[0]), ...run.children.map(({ pid }) => pid)]
}
const alive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe('ESRCH')
    return false
  }
}

let running: ChildProcess | null = null
test.afterAll(() => {
  running?.kill('SIGKILL')
})

test('a first start takes other ports, prints logins, survives kill -9, and Ctrl-C leaves nothing behind', async () => {
  rmSync(dataDir, { recursive: true, force: true })
  const squatter = createServer()
    .on('error', () => undefined) // Somebody else has it already: as good.
    .listen(3000, '127.0.0.1')
  const first = start()
  running = first.child
  const address = await ready(first)
  expect(first.said.text).toMatch(/Port 3000 is taken/)
  for (const login of ['admin@pouire.test', 'aissata@pouire.test', 'acheteuse@pouire.test']) expect(first.said.text).toContain(login)
  expect((await fetch(`${address}/api/ready`)).status).toBe(200)

  const left = pids()
  first.child.kill('SIGKILL')
  await first.ended
  expect(left.some(alive)).toBe(true) // What kill -9 leaves is what the second start must deal with.

  const second = start()
  running = second.child
  const again = await ready(second)
  expect((await fetch(`${again}/api/ready`)).status).toBe(200)
  for (const pid of left) expect(alive(pid), `process ${pid} of the killed run`).toBe(false)

  const third = start()
  expect(await third.ended).toBe(1)
  expect(third.said.text).toContain(`already runs from this folder: ${again}`)

  const started = pids()
  second.child.kill('SIGINT')
  expect(await second.ended).toBe(0)
  for (const pid of started) expect(alive(pid), `process ${pid} after Ctrl-C`).toBe(false)
  await expect(fetch(again)).rejects.toThrow()
  squatter.close()
})

test('a missing variable ends the process and is named', async () => {
  const free = createServer().listen(0, '127.0.0.1') // The server takes 0 for 3000, where something else may listen.
  await new Promise((done) => free.once('listening', done))
  const { port } = free.address() as { port: number }
  await new Promise((done) => free.close(done))
  const env = { ...process.env, PORT: String(port), HOSTNAME: 'localhost', CINETPAY_SECRET_KEY: '', DATABASE_URL: 'not an address' }
  const child = spawn(process.execPath, ['server.js'], { cwd: '.next/standalone', env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const code = await new Promise<number | null>((done) => child.once('exit', done))
  expect(code).toBe(1)
  expect(said).toContain('CINETPAY_SECRET_KEY')
  expect(said).toContain('DATABASE_URL')
})
