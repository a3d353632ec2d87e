import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Grid } from '@/lib/images/cut-tiles'
import { Refusal } from '@/lib/images/refusal'
import type { Answer, CutJob, DrawJob, Drawn, Job } from './image-child'

// Photos that need more (interlaced 16-bit giants) are refused in words; Node itself does not start below 700 MB.
const MEMORY_BYTES = 1_258_291_200
const COMPILER_BYTES = 629_145_600 // What tsx takes when it meets a changed source for the first time; not in production.
const STACK_BYTES = 2_097_152 // Threads' stacks count as well, 8 MB each by default.
const PRLIMIT = '/usr/bin/prlimit'
const PHOTOS_PER_CHILD = 200

/** Whether this machine can bound the memory of a process it starts. */
export const hasMemoryCap = existsSync(PRLIMIT)

type Child = { process: ChildProcess; photos: number; ready: Promise<unknown> }
export type ImageChildren = ReturnType<typeof openImageChildren>

class ChildLost extends Error {}

type Options = { size: number; timeoutMs?: number; startMs?: number; memoryBytes?: number }

/**
 * Up to `size` processes that draw photos, one photo at a time each, replaced after 200. `draw` throws a Refusal for a bad file: `timeout` when it
 * takes longer than `timeoutMs`, `damaged` when it ends two processes in a row.
 */
export function openImageChildren({ size, timeoutMs = 30_000, startMs = 30_000, memoryBytes = MEMORY_BYTES }: Options) {
  const idle: Child[] = []
  const living = new Set<Child>()
  const queue: (() => void)[] = []
  let free = size
  let lost = 0

  const start = (): Child => {
    const child: Child = { process: spawnChild(memoryBytes), photos: 0, ready: Promise.resolve() }
    child.process.once('exit', () => living.delete(child))
    living.add(child)
    child.ready = ask(child.process, null, startMs)
    child.ready.catch(() => child.process.kill('SIGKILL')) // Whoever asks this child for a photo is told why.
    return child
  }

  const attempt = async (job: Job): Promise<Answer> => {
    const child = idle.pop() ?? start()
    try {
      await child.ready
      const said = await ask(child.process, job, timeoutMs)
      child.photos += 1
      if (child.photos < PHOTOS_PER_CHILD) idle.push(child)
      else child.process.disconnect()
      return said
    } catch (error) {
      child.process.kill('SIGKILL')
      throw error
    }
  }

  const perform = async (job: Job): Promise<Exclude<Answer, { refused: unknown } | { fault: unknown }>> => {
    if (free > 0) free -= 1
    else await new Promise<void>((turn) => queue.push(turn))
    try {
      const said = await attempt(job).catch((error) => {
        if (error instanceof ChildLost) {
          lost += 1
          return attempt(job) // Perhaps another photo or the machine was at fault: once more, in a fresh process.
        }
        throw error
      })
      if ('refused' in said) throw new Refusal(said.refused)
      if ('fault' in said) throw new Error(`Image child: ${said.fault}`)
      return said
    } catch (error) {
      if (error instanceof ChildLost) throw new Refusal('damaged')
      throw error
    } finally {
      const next = queue.shift()
      if (next) next()
      else free += 1
    }
  }

  const draw = async (job: DrawJob): Promise<Drawn> => {
    const said = await perform(job)
    if ('drawn' in said) return said.drawn
    throw new Error('Image child: no picture in its answer.')
  }

  const cut = async (job: CutJob): Promise<Grid> => {
    const said = await perform(job)
    if ('cut' in said) return said.cut
    throw new Error('Image child: no tiles in its answer.')
  }

  const look = async (file: string): Promise<string> => {
    const said = await perform({ look: file })
    if ('pixels' in said) return said.pixels
    throw new Error('Image child: no pixels in its answer.')
  }

  return {
    draw,
    /** What the file shows once decoded, as `pixels` in what `draw` tells. Throws as `draw` does. */
    look,
    /** The original's tiles lie in the job's folder. Throws as `draw` does. */
    cut,
    /** The processes are there before the first photo is. Throws when they cannot start. */
    warm: async () => {
      const started = Array.from({ length: size - living.size }, start)
      await Promise.all(started.map((child) => child.ready))
      idle.push(...started)
    },
    /** How many times a process ended over a photo. */
    lost: () => lost,
    /** Every process has ended; a photo being drawn is lost and will be tried again. */
    close: async () => {
      const ended = [...living].map((child) => new Promise((done) => child.process.once('exit', done)))
      for (const child of living) child.process.kill('SIGKILL')
      await Promise.all(ended)
    },
  }
}

/** Pixels come and go by the megabyte: from 256 kB on glibc gives them back at once, instead of keeping what the largest photo took. */
const LEAN_MALLOC = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '262144', MALLOC_TRIM_THRESHOLD_: '262144' }

function spawnChild(memoryBytes: number) {
  const isSource = import.meta.url.endsWith('.ts')
  const script = fileURLToPath(new URL(isSource ? './image-child.ts' : './image-child.js', import.meta.url))
  const node = [process.execPath, '--max-old-space-size=128', '--max-semi-space-size=4', ...(isSource ? ['--import', 'tsx'] : []), script]
  const limit = memoryBytes + (isSource ? COMPILER_BYTES : 0)
  const [command = '', ...args] = hasMemoryCap ? [PRLIMIT, `--data=${limit}`, `--stack=${STACK_BYTES}`, '--', ...node] : node
  // None of our environment: it holds every secret. The root of the project is where tsx finds the alias `@/`.
  return spawn(command, args, {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: { ...LEAN_MALLOC, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}

/** The child's next word after `job` (null: after its start). Rejects when it ends or is too slow. */
function ask(child: ChildProcess, job: Job | null, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      clearTimeout(timer)
      child.off('message', heard).off('exit', lost).off('error', failed)
      act()
    }
    const heard = (said: unknown) => settle(() => resolve(said as Answer))
    const lost = () => settle(() => reject(new ChildLost('An image child ended before it answered.')))
    const failed = (error: Error) => settle(() => reject(error))
    const timer = setTimeout(() => settle(() => reject(job ? new Refusal('timeout') : new Error('An image child did not start in time.'))), timeoutMs)
    child.once('message', heard).once('exit', lost).once('error', failed)
    if (child.exitCode !== null || child.signalCode !== null) lost()
    else if (job) child.send(job, (error) => error && lost())
  })
}
