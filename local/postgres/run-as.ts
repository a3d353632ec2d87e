import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

/** How PostgreSQL's programs are started: the wrapper in front of the command, and the account the files must belong to. */
export type RunAs = { uid: number; gid: number; spawnOptions: { uid?: number; gid?: number }; wrap: (command: string, args: string[]) => [string, string[]] }

/** PostgreSQL refuses to run as root, so root runs it as the user `postgres`, made if missing; anybody else runs it as themselves. `paths` are what it must reach. */
export function runAs(paths: string[]): RunAs {
  const [me, group] = [process.getuid?.() ?? -1, process.getgid?.() ?? -1] // Windows has neither.
  const plain = (command: string, args: string[]): [string, string[]] => [command, args]
  if (me !== 0) return { uid: me, gid: group, spawnOptions: {}, wrap: plain }

  const { uid, gid } = postgresUser()
  if (canReach(paths, plain, { uid, gid })) return { uid, gid, spawnOptions: { uid, gid }, wrap: plain }

  // A checkout in a closed home such as /root (0700): the account keeps its number and gets one capability, to walk through.
  const throughClosedFolders = (command: string, args: string[]): [string, string[]] => [
    'setpriv',
    [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--', command, ...args],
  ]
  if (canReach(paths, throughClosedFolders, {})) return { uid, gid, spawnOptions: {}, wrap: throughClosedFolders }
  throw new Error(
    `PostgreSQL runs as the user "postgres" when you are root, and that user cannot enter ${paths.join(' or ')}. ` +
      'Open every folder above them with chmod o+x, move the project (to /srv, say), or run as an ordinary user.',
  )
}

/** Throws a sentence when the data directory belongs to an account other than the one that would use it. */
export function assertOwner(dataDir: string, account: RunAs) {
  if (!existsSync(dataDir)) return
  const owner = statSync(dataDir).uid
  if (account.uid < 0 || owner === account.uid) return
  throw new Error(
    `The database in ${dataDir} belongs to user number ${owner}, but would now be run by user number ${account.uid}: ` +
      'it was made by root and used by an ordinary user, or the other way round. Go on as the user who made it, or delete that folder to begin anew.',
  )
}

function canReach(paths: string[], wrap: RunAs['wrap'], options: RunAs['spawnOptions']) {
  const [command, args] = wrap('/bin/sh', ['-c', 'for path; do test -x "$path" || exit 1; done', 'sh', ...paths])
  return spawnSync(command, args, { ...options, cwd: '/', stdio: 'ignore' }).status === 0
}

function postgresUser() {
  const found = numbersOf('postgres')
  if (found) return found
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'], { stdio: 'ignore' })
  const made = numbersOf('postgres')
  if (made) return made
  throw new Error('PostgreSQL cannot run as root, and the user "postgres" could not be made for it with useradd. Make that user, or run as an ordinary user.')
}

function numbersOf(name: string) {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout?.trim())
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}
