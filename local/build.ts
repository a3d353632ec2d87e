import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const SOURCES = [
  'app',
  'components',
  'db',
  'inngest',
  'lib',
  'messages',
  'public',
  'instrumentation.ts',
  'next.config.ts',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.build.json',
  'tsconfig.json',
  'local/build-worker.mjs',
]
const STAMP = '.next/pouire-build'

/** A production build of exactly these sources stands in .next/standalone and dist/. Skipped when it does already. */
export async function build(say: (line: string) => void) {
  const sources = hashOf(SOURCES)
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return
  say('Building for production (once for these sources, a minute or two).')
  rmSync(STAMP, { force: true })
  const first = await run('node_modules/.bin/next', ['build'])
  // A build that was killed half-way can spoil the compiler's cache, and every later build with it.
  const spoiled = !first.ok && first.output.includes('before we could connect')
  if (spoiled) rmSync('.next/cache', { recursive: true, force: true })
  if (!first.ok && !(spoiled && (await run('node_modules/.bin/next', ['build'])).ok)) throw new Error('The production build failed; its messages are above.')
  if (existsSync('public')) cpSync('public', '.next/standalone/public', { recursive: true })
  cpSync('.next/static', '.next/standalone/.next/static', { recursive: true })
  for (const name of ['.env', '.env.production']) rmSync(join('.next/standalone', name), { force: true }) // Copied by the build: secrets stay out.
  if (!(await run(process.execPath, ['local/build-worker.mjs'])).ok) throw new Error('The worker was not bundled; the messages are above.')
  writeFileSync(STAMP, sources)
}

const run = (command: string, args: string[]) =>
  new Promise<{ ok: boolean; output: string }>((done, fail) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } })
    const orphaned = () => child.kill()
    process.once('exit', orphaned) // A build does not outlive who asked for it.
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
    })
    child.stderr.on('data', (chunk) => {
      output += chunk
    })
    child.once('error', fail)
    child.once('exit', (code) => {
      process.off('exit', orphaned)
      if (code !== 0) process.stderr.write(output)
      done({ ok: code === 0, output })
    })
  })

function hashOf(paths: string[]) {
  const hash = createHash('sha256')
  const add = (path: string) => {
    if (!existsSync(path)) return
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) add(join(path, name))
      return
    }
    if (/\.test\.tsx?$/.test(path)) return
    hash.update(path).update('\0').update(readFileSync(path)).update('\0')
  }
  for (const path of paths) add(path)
  return hash.digest('hex')
}
