import { exec, runChecks } from './checks'
import { ensurePrograms, has, INGEST_PROGRAMS } from './system-packages'

const say = (line: string) => process.stdout.write(`${line}\n`)

ensurePrograms(
  [
    ...INGEST_PROGRAMS,
    ...(process.getuid?.() === 0 ? [{ program: 'chromium', pkg: 'chromium', why: 'the journeys run in it' }] : []),
    { program: 'redis-server', pkg: 'redis-server', why: 'limits are tested with Redis; that part is left out' },
  ],
  say,
)
// An ordinary user without a system Chromium takes Playwright's own.
if (!has('chromium')) await exec('node_modules/.bin/playwright', ['install', 'chromium'])

const { passed, failed } = await runChecks(['format', 'types', 'services', 'journeys'], say)
say(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
