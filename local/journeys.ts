import { rmSync } from 'node:fs'
import { exec } from './checks'
import { startStack } from './stack'

const say = (line: string) => process.stdout.write(`${line}\n`)
const dataDir = '.data/e2e'

/**
 * The journeys, on a production build with a fresh database and a dozen demo photos; arguments go to Playwright. `--keep` leaves the stack's data for a look.
 * Exit code: Playwright's.
 */
const args = process.argv.slice(2).filter((arg) => arg !== '--keep' && arg !== 'journeys')
if (!process.argv.includes('--keep')) rmSync(dataDir, { recursive: true, force: true })
const stack = await startStack({
  mode: 'start',
  dataDir,
  firstPort: 0,
  alone: true, // Not on a stack that happens to run from this folder: its data is somebody's.
  say,
  onFall: (what) => say(`The ${what} ended by itself: see ${dataDir}/logs/${what}.log.`),
})
let code = 1
try {
  const seeded = await stack.seed(['--photos', '16', '--sales', '8'])
  if (seeded !== 0) say(`The demo catalogue did not load: see ${dataDir}/logs/seed.log.`)
  else
    code = await exec('node_modules/.bin/playwright', ['test', ...args], {
      ...stack.env,
      POUIRE_ADDRESS: stack.address,
      POUIRE_PLACES: JSON.stringify(stack.places),
    })
} finally {
  await stack.stop()
}
process.exit(code)
