import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** The value as RFC 8785 canonical JSON: keys sorted by UTF-16 units, no white space. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}

/** The `x-inngest-signature` of a canonical body sent at `now`; an empty body is signed as ''. */
export function signBody(signingKey: string, canonicalBody: string, now = new Date()): string {
  const seconds = Math.floor(now.getTime() / 1000)
  const key = signingKey.replace(/^signkey-\w+-/, '')
  const mac = createHmac('sha256', key).update(canonicalBody).update(String(seconds)).digest('hex')
  return `t=${seconds}&s=${mac}`
}

/** Whether an `Authorization` header carries the signing key, plain or in the hashed form the SDK sends. */
export function isBearerOf(signingKey: string, header: string | undefined): boolean {
  const token = header?.replace(/^Bearer\s+/i, '') ?? ''
  const prefix = /^signkey-\w+-/.exec(signingKey)?.[0] ?? ''
  const hashed =
    prefix +
    createHash('sha256')
      .update(Buffer.from(signingKey.slice(prefix.length), 'hex'))
      .digest('hex')
  return [signingKey, hashed].some((expected) => sameText(expected, token))
}

/** Compares two secrets without telling by its duration where they differ. */
export function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}
