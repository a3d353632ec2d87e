import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

export const has = (program: string) => spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0

/** The programs are there: installed where this is root on Debian, else named in a sentence. Returns those that are missing. */
export function ensurePrograms(wanted: { program: string; pkg: string; why: string }[], say: (line: string) => void): string[] {
  const missing = wanted.filter(({ program }) => !has(program))
  if (missing.length === 0) return []
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version') && has('apt-get')) {
    const packages = missing.map(({ pkg }) => pkg)
    say(`Installing ${packages.join(', ')}.`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    try {
      execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env })
      execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { stdio: ['ignore', 'ignore', 'inherit'], env })
    } catch (error) {
      say(`apt-get did not finish: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  const still = wanted.filter(({ program }) => !has(program))
  for (const { program, why } of still) say(`Not found: ${program} (${why}).`)
  return still.map(({ program }) => program)
}

export const INGEST_PROGRAMS = [
  { program: 'perl', pkg: 'perl', why: 'reads and writes the metadata of photos; uploads fail without it' },
  { program: 'prlimit', pkg: 'util-linux', why: 'caps the memory of image work; without it a hostile picture could exhaust this machine' },
]
