import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Random keys of this machine's stand-ins, made once and kept, so that sessions and stored data outlive a restart. */
export function machineSecrets(dataDir: string) {
  const file = join(dataDir, 'secrets.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as ReturnType<typeof make>
  mkdirSync(dataDir, { recursive: true })
  const made = make()
  writeFileSync(`${file}.new`, JSON.stringify(made, null, 2), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return made
}

const hex = (bytes: number) => randomBytes(bytes).toString('hex')

const make = () => ({
  auth: hex(32),
  database: hex(16),
  s3AccessKey: hex(10).toUpperCase(),
  s3Secret: hex(20),
  inngestEventKey: hex(16),
  inngestSigningKey: `signkey-local-${hex(32)}`,
  resend: `re_${hex(16)}`,
  cinetpayApiKey: hex(16),
  cinetpaySecret: hex(24),
  cinetpayTransferPassword: hex(12),
})
