import { readdirSync, readFileSync } from 'node:fs'

type Seen = { pid: number; name: string; rssBytes: number; pssBytes: number }

/** What the kernel says of a process; null when it is gone by now. */
function read(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return null
    throw error
  }
}

/** The process and all that descend from it. */
function treeOf(root: number): number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? read(Number(name), 'stat') : null
    const parent = Number(stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    if (stat) children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const tree = [root]
  for (const pid of tree) tree.push(...(children.get(pid) ?? []))
  return tree
}

/** Memory of the process and its descendants at this moment. Shared pages count in full in each one's RSS, and once, divided, in PSS. */
export const memoryOf = (root: number): Seen[] =>
  treeOf(root).flatMap((pid) => {
    const rollup = read(pid, 'smaps_rollup')
    const kilobytes = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(rollup ?? '')?.[1] ?? 0)
    return rollup ? [{ pid, name: (read(pid, 'comm') ?? '').trim(), rssBytes: kilobytes('Rss') * 1024, pssBytes: kilobytes('Pss') * 1024 }] : []
  })

const TICKS_PER_SECOND = 100 // USER_HZ, the same on every Linux we run on.

/** CPU seconds, user and system, spent by the process and its descendants that live, and by those of theirs that ended. */
export const cpuSecondsOf = (root: number): number =>
  treeOf(root).reduce((sum, pid) => {
    const stat = read(pid, 'stat')
    const times =
      stat
        ?.slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .slice(11, 15)
        .map(Number) ?? []
    return sum + times.reduce((ticks, time) => ticks + time, 0) / TICKS_PER_SECOND
  }, 0)
