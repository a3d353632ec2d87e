import { AlreadyRunning, type Stack, startStack } from './stack'
import { ensurePrograms, INGEST_PROGRAMS } from './system-packages'

const mode = process.argv[2] === 'dev' ? 'dev' : 'start'
const say = (line: string) => process.stdout.write(`${line}\n`)
const dataDir = process.env.POUIRE_DATA_DIR ?? '.data' // Tests keep their own.

let stack: Stack | null = null
let stop = async () => {}
let ending = false

async function end(code: number) {
  if (ending) return
  ending = true
  say('\nStopping…')
  await stop()
  say('Everything that was started here has stopped.')
  process.exit(code)
}

process.on('SIGINT', () => void end(0))
process.on('SIGTERM', () => void end(0))
// The stand-ins share this process: a fault in one must be seen, and must not leave the others orphaned.
process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack ?? error}\n`)
  void end(1)
})

try {
  ensurePrograms(INGEST_PROGRAMS, say)
  stack = await startStack({
    mode,
    dataDir,
    firstPort: 3000,
    say,
    onBegin: (stopAll) => {
      stop = stopAll
    },
    onFall: (what) => {
      process.stderr.write(`The ${what} has ended by itself; its last words are in ${dataDir}/logs/${what}.log.\n`)
      void end(1)
    },
  })
} catch (error) {
  if (ending) await new Promise(() => {}) // Stopped on purpose while starting: end() has the last word.
  if (error instanceof AlreadyRunning) say(`Pouire already runs from this folder: ${error.message}. Stop it first (Ctrl-C there).`)
  else process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

if (!ending) {
  // A configured database may hold real people: the demo is only for our own.
  const demo = stack.places.cinetpay !== undefined && stack.env.DATABASE_URL?.includes('pouire_app:') === true
  const loaded = (code: number | null) => {
    if (code !== 0 && !ending) say(`The demo catalogue did not load whole; see ${dataDir}/logs/seed.log. It goes on at the next start.`)
  }
  if (demo) loaded(await stack.seed(['--people-only'])) // The logins work from the moment they are printed.
  const { logins } = await import('./seed/people')
  const width = Math.max(...logins.map(({ email }) => email.length))
  say(`\nPouire is ready:  ${stack.address}   (English: ${stack.address}/en), after ${Math.round(performance.now() / 1000)} s\n`)
  if (demo) for (const { role, email, password } of logins) say(`  ${role.padEnd(13)} ${email.padEnd(width)}   ${password}`)
  say('')
  if (stack.places.mailbox) say(`  Mails sent      ${stack.places.mailbox}`)
  if (stack.places.cinetpay) say(`  Payments        ${stack.places.cinetpay}`)
  if (stack.places.jobs) say(`  Jobs            ${stack.places.jobs}`)
  say('\nCtrl-C stops everything.\n')
  if (demo) loaded(await stack.seed())
}
