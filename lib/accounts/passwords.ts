import { hash, verify } from '@node-rs/argon2'

const settings = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const // argon2id, the smallest settings OWASP names.

let nobody: Promise<string> | undefined

/** The argon2id hash to keep. */
export const hashPassword = (password: string) => hash(password.normalize('NFKC'), settings)

/** Whether the password is right. Without a hash (no such account) the same work is done, and the answer is no. */
export async function isPassword(passwordHash: string | null, password: string) {
  nobody ??= hashPassword(crypto.randomUUID())
  const known = passwordHash?.startsWith('$argon2id$') ? passwordHash : null // An account whose hash opens nothing (a demo's system user) has no password.
  const right = await verify(known ?? (await nobody), password.normalize('NFKC'))
  return known !== null && right
}
