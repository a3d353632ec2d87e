import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { startStack } from '@/local/stack'
import { ensurePrograms, INGEST_PROGRAMS } from '@/local/system-packages'
import type { Measure, Target } from './measure'
import { tableOf, writeResults } from './results'

const DATA_DIR = '.data/bench'
const say = (line: string) => process.stderr.write(`${line}\n`)

/**
 * `npm run bench -- ingest [figure …]`: each figure as one line of JSON on stdout, a table on stderr at the end, and the whole run in bench/RESULTS.md.
 * Runs a production build of its own with a fresh database. The exit code is 1 when a figure is over its limit.
 */
async function main([area, ...only]: string[]) {
  if (area !== 'ingest') {
    say('Usage: npm run bench -- ingest [ready] [throughput] [memory] [resume] [ratio] [corpus]')
    return 2
  }
  ensurePrograms(INGEST_PROGRAMS, say)
  const measured: Measure[] = []
  const wanted = (name: string) => only.length === 0 || only.includes(name)
  const run = async (name: string, measure: () => Promise<Measure[]>) => {
    if (!wanted(name)) return
    say(`Measuring ${name}…`)
    for (const one of await measure()) {
      measured.push(one)
      const { name, value, unit, limit, ok } = one
      process.stdout.write(`${JSON.stringify({ name, value, unit, limit, ok })}\n`)
    }
  }

  await onStack(async (target) => {
    const { measureReady } = await import('./ready')
    const { measureThroughput } = await import('./throughput')
    const { measureMemory } = await import('./memory')
    const { measureCorpus } = await import('./corpus-figure')
    const { uploadResume } = await import('./upload-resume')
    const { measureWorkRatio } = await import('./work-ratio')
    await run('ready', () => measureReady(target))
    await run('throughput', () => measureThroughput(target))
    await run('memory', () => measureMemory(target))
    await run('resume', () => uploadResume(target))
    await run('ratio', () => measureWorkRatio(say))
    await run('corpus', () => measureCorpus(say))
  })
  say(`\n${tableOf(measured)}`)
  if (only.length === 0) writeResults(measured)
  return measured.every(({ ok }) => ok) ? 0 : 1
}

async function onStack(work: (target: Target) => Promise<void>) {
  rmSync(DATA_DIR, { recursive: true, force: true })
  const stack = await startStack({
    mode: 'start',
    dataDir: DATA_DIR,
    firstPort: 0,
    say,
    alone: true,
    onFall: (what) => say(`The ${what} ended by itself: see ${DATA_DIR}/logs/${what}.log.`),
  })
  try {
    Object.assign(process.env, stack.env) // What follows uses the product's own code on this stack.
    await work({ address: stack.address, env: stack.env, workerPid: workerPid() })
    const { pool } = await import('@/db')
    await pool().end()
  } finally {
    await stack.stop()
  }
}

function workerPid() {
  const { children } = JSON.parse(readFileSync(join(DATA_DIR, 'run.json'), 'utf8')) as { children: { pid: number; what: string }[] }
  const worker = children.find(({ what }) => what === 'worker')
  if (!worker) throw new Error('The worker is not among the processes of this run.')
  return worker.pid
}

process.exitCode = await main(process.argv.slice(2))
