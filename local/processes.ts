import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Kept = { pid: number; what: string; born: string }
type RunFile = { pid: number; born: string; address: string | null; children: Kept[] }

/**
 * The processes of one run, written down in `<dataDir>/run.json`, so that a later start can end what a `kill -9` left behind.
 * A number alone is not trusted: the time it was born must be the one written down, else the number belongs to somebody else by now.
 */
export function keepProcesses(dataDir: string) {
  mkdirSync(join(dataDir, 'logs'), { recursive: true })
  const file = join(dataDir, 'run.json')
  const state: RunFile = { pid: process.pid, born: bornAt(process.pid) ?? '', address: null, children: [] }
  const children = new Map<string, ChildProcess>()
  const save = () => {
    writeFileSync(`${file}.new`, JSON.stringify(state, null, 2))
    renameSync(`${file}.new`, file)
  }

  return {
    /** The address of a run that is alive in this folder, or null; leftovers of a dead one are ended. */
    async endLeftovers(): Promise<string | null> {
      if (existsSync(file)) {
        const old = JSON.parse(readFileSync(file, 'utf8')) as RunFile
        if (old.pid !== process.pid && bornAt(old.pid) === old.born) return old.address ?? `process ${old.pid}`
        for (const child of old.children) {
          if (bornAt(child.pid) !== child.born) continue
          process.kill(child.pid, 'SIGTERM')
          await gone(child.pid, child.born)
        }
      }
      save()
      return null
    },
    setAddress(address: string) {
      state.address = address
      save()
    },
    /** Starts a child whose output goes to `<dataDir>/logs/<what>.log`. `onExit` is called when it ends without having been asked to. */
    launch(
      what: string,
      command: string,
      args: string[],
      options: { env: NodeJS.ProcessEnv; cwd?: string },
      onExit: (code: number | null) => void,
    ): ChildProcess {
      const log = createWriteStream(join(dataDir, 'logs', `${what}.log`), { flags: 'a' })
      // A group of its own: Ctrl-C must reach only us, so that things stop in order.
      const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
      child.stdout.pipe(log, { end: false })
      child.stderr.pipe(log, { end: false })
      child.once('exit', (code) => {
        children.delete(what)
        state.children = state.children.filter((kept) => kept.what !== what)
        onExit(code)
      })
      children.set(what, child)
      if (child.pid) {
        state.children.push({ pid: child.pid, what, born: bornAt(child.pid) ?? '' })
        save()
      }
      return child
    },
    /** Ends one child: politely, and after 10 s for certain. */
    async end(what: string) {
      const child = children.get(what)
      if (!child || child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      const force = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await ended
      clearTimeout(force)
    },
    forget() {
      rmSync(file, { force: true })
    },
  }
}

async function gone(pid: number, born: string) {
  for (let tries = 0; tries < 100; tries++) {
    if (bornAt(pid) !== born) return
    if (tries === 50) process.kill(pid, 'SIGKILL')
    await new Promise((done) => setTimeout(done, 100))
  }
}

/** When a live process was started, in the system's own words, or null. (Command lines will not do: Next renames its process.) */
function bornAt(pid: number): string | null {
  try {
    if (!existsSync('/proc/self/stat')) return execFileSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8' }).trim() || null
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? null : (fields[19] ?? null) // Field 22 of the whole line: start time.
  } catch (error) {
    if (error instanceof Error) return null // No such process.
    throw error
  }
}
