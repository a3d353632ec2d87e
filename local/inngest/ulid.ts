import { randomBytes } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A ULID: 48 bits of milliseconds, then the 10 given bytes, as 26 Crockford characters. */
export function ulid(timeMs = Date.now(), entropy: Buffer = randomBytes(10)): string {
  let bits = (BigInt(timeMs) << 80n) | BigInt(`0x${entropy.toString('hex')}`)
  let text = ''
  for (let i = 0; i < 26; i++) {
    text = alphabet[Number(bits & 31n)] + text
    bits >>= 5n
  }
  return text
}

/** The same ids for the same `x-inngest-event-id-seed`, so that a send tried twice by the SDK is one event. */
export function seededUlids(seed: string | undefined, count: number): string[] {
  const [timeText, base64] = seed?.split(',') ?? []
  const entropy = Buffer.from(base64 ?? '', 'base64')
  const timeMs = Number(timeText)
  if (entropy.length !== 10 || !Number.isSafeInteger(timeMs) || timeMs < 0) return Array.from({ length: count }, () => ulid())
  return Array.from({ length: count }, (_, index) => {
    const own = Buffer.from(entropy)
    own.writeUInt32BE((own.readUInt32BE(6) + index) >>> 0, 6)
    return ulid(timeMs, own)
  })
}
