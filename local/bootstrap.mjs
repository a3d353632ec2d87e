// Runs on whatever Node is there, with nothing installed: installs what the lockfile names, then hands over to the project's own Node.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [command = 'start', ...rest] = process.argv.slice(2)
const scripts = { start: 'local/start.ts', dev: 'local/start.ts', test: 'local/test.ts', verify: 'local/verify.ts' }

install()
const file = command === 'run' ? rest.shift() : scripts[command]
if (!file) {
  console.error(`Unknown command: ${command}.`)
  process.exit(2)
}
// A command run beside `npm start` works on the services of that run, unless the environment names others.
const running = join(root, '.data/env.json')
const services = command === 'run' && !process.env.DATABASE_URL && existsSync(running) ? JSON.parse(readFileSync(running, 'utf8')) : {}
const child = spawn(join(root, 'node_modules/node/bin/node'), ['--import', 'tsx', file, ...(command === 'run' ? rest : [command, ...rest])], {
  cwd: root,
  stdio: 'inherit',
  env: { ...services, ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`, NEXT_TELEMETRY_DISABLED: '1' },
})
// Ctrl-C reaches the child by itself (same terminal); we only must not leave before it has stopped everything.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
child.on('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 1)))

function install() {
  const stamp = join(root, 'node_modules/.pouire-lock')
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock && existsSync(join(root, 'node_modules/node/bin/node'))) return
  console.log('Installing the packages the lockfile names (about 600, once).')
  // Not `npm ci`: npm 11 refuses a lockfile that leaves out other platforms' binaries. This installs the same versions and writes no lockfile either.
  const npm = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
  })
  if (npm.status !== 0) {
    console.error('npm install did not finish. Check the network, then start again: nothing else was changed.')
    process.exit(npm.status ?? 1)
  }
  writeFileSync(stamp, lock)
}
