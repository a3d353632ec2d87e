import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** The server carries its starter's process number in its own command line, where no crash can lose it. Closed by a mark: 1 must not be found in 12345. */
export const startedBy = (pid: number) => `cluster_name=started_by_${pid}_`

/** No server left by a killed run holds `dataDir` any more. Throws when the run that started it is still alive. */
export async function stopLeftover(dataDir: string, log: (line: string) => void) {
  const lock = join(dataDir, 'postmaster.pid')
  if (!existsSync(lock)) return
  const pid = Number(readFileSync(lock, 'utf8').split('\n', 1)[0])
  const server = look(pid)
  if (!server || server.command === '') return // Gone, or dead and not yet reaped: PostgreSQL clears such a lock by itself.
  if (!server.command.includes(dataDir)) {
    rmSync(lock) // After a reboot the number belongs to some other program, which PostgreSQL would mistake for a server.
    return
  }
  if (server.command.includes(startedBy(server.parent))) {
    throw new Error(`The database in ${dataDir} is in use by process ${server.parent}. Stop that first.`)
  }
  log(`stopping PostgreSQL ${pid}, left over from a run that was killed`)
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(pid, signal)
    for (let i = 0; i < 100; i++) {
      if (!look(pid)?.command) return
      await wait(100)
    }
  }
  throw new Error(`PostgreSQL ${pid}, left over from an earlier run, does not stop. End it with kill -9 ${pid}.`)
}

/** Parent and command line of a process; the command is empty for one that is dead but not yet reaped. */
function look(pid: number): { parent: number; command: string } | null {
  if (process.platform !== 'linux') {
    const [parent, state, ...command] = spawnSync('ps', ['-o', 'ppid=,stat=,command=', '-p', String(pid)], { encoding: 'utf8' })
      .stdout.trim()
      .split(/\s+/)
    return parent ? { parent: Number(parent), command: state?.startsWith('Z') ? '' : command.join(' ') } : null
  }
  try {
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? ''
    return { parent: Number(afterName.split(' ')[1]), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ESRCH') return null // The process is gone.
    throw error
  }
}
