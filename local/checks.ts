import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'

type Tally = { passed: number; failed: number }
type Check = { what: string; run: () => Promise<Tally> }

const bin = (name: string) => `node_modules/.bin/${name}`

/** Runs a command with its output shown; 1 passed or 1 failed. */
const command =
  (file: string, args: string[], env: Record<string, string> = {}) =>
  async () => {
    const code = await exec(file, args, env)
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  }

export const exec = (file: string, args: string[], env: Record<string, string> = {}) =>
  new Promise<number>((done, fail) => {
    const child = spawn(file, args, { stdio: 'inherit', env: { ...process.env, ...env } })
    child.once('error', fail)
    child.once('exit', (code) => done(code ?? 1))
  })

const vitest =
  (...args: string[]) =>
  async () => {
    const report = `.data/reports/vitest-${args.join('-').replace(/\W+/g, '')}.json`
    mkdirSync('.data/reports', { recursive: true })
    rmSync(report, { force: true })
    const code = await exec(bin('vitest'), ['run', ...args, '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`])
    const { numPassedTests, numFailedTests, numTotalTests } = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>
    if (!numTotalTests) return { passed: 0, failed: 1 } // Nothing ran: that is a failure too.
    // Coverage below its floor, or an error outside any test, shows in the exit code alone.
    return { passed: numPassedTests ?? 0, failed: (numFailedTests ?? 0) + (code !== 0 && !numFailedTests ? 1 : 0) }
  }

const playwright = async () => {
  const report = '.data/reports/playwright.json'
  rmSync(report, { force: true })
  const code = await exec(process.execPath, ['--import', 'tsx', 'local/journeys.ts'], { PLAYWRIGHT_JSON_OUTPUT_FILE: report })
  if (!existsSync(report)) return { passed: 0, failed: 1 } // The stack did not start.
  const { stats } = JSON.parse(readFileSync(report, 'utf8')) as { stats: { expected: number; unexpected: number; flaky: number } }
  if (!stats.expected) return { passed: 0, failed: 1 }
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + (code !== 0 && !stats.unexpected ? 1 : 0) }
}

const checks = {
  format: { what: 'Format and lint', run: command(bin('biome'), ['ci', '--error-on-warnings', '.']) },
  types: { what: 'Types', run: async () => ((await exec(bin('next'), ['typegen'])) === 0 ? command(bin('tsc'), ['--noEmit'])() : { passed: 0, failed: 1 }) },
  unit: { what: 'Unit tests', run: vitest('--project', 'unit') },
  services: { what: 'Unit, database and contract tests, with coverage', run: vitest('--coverage') },
  journeys: { what: 'Journeys in Chromium on the production build', run: playwright },
} satisfies Record<string, Check>

/** Runs the named checks one after another, says how each ended, and sums them up. */
export async function runChecks(names: (keyof typeof checks)[], say: (line: string) => void): Promise<Tally> {
  const sum = { passed: 0, failed: 0 }
  for (const name of names) {
    const from = Date.now()
    say(`\n== ${checks[name].what}`)
    const { passed, failed } = await checks[name].run()
    sum.passed += passed
    sum.failed += failed
    say(`== ${checks[name].what}: ${passed} passed, ${failed} failed (${Math.round((Date.now() - from) / 1000)} s)`)
  }
  return sum
}
