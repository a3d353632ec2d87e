import { Refusal } from '@/lib/images/refusal'

/** What makes the samples of a PNG. */
export const SAMPLES = ['IHDR', 'PLTE', 'tRNS', 'IDAT']
/** What else a clean PNG may have: its end, what its colours mean, and words, which are looked at one by one. */
const CLEAN = new Set([...SAMPLES, 'IEND', 'iCCP', 'sRGB', 'gAMA', 'cHRM', 'cICP', 'sBIT', 'bKGD', 'pHYs', 'eXIf', 'tEXt', 'zTXt', 'iTXt'])

type Chunk = { type: string; data: Buffer; whole: Buffer }

/** The chunks of a PNG up to its end; what follows it is none. Throws a Refusal when they cannot be followed. */
export function* pngChunks(file: Buffer): Generator<Chunk> {
  for (let at = 8; at + 12 <= file.length; ) {
    const end = at + 12 + file.readUInt32BE(at)
    const type = file.toString('latin1', at + 4, at + 8)
    yield { type, data: file.subarray(at + 8, end - 4), whole: file.subarray(at, end) }
    if (type === 'IEND') return
    at = end
  }
  throw new Refusal('notCleanable')
}

/** The PNG without chunks nobody knows, in which anything may hide, and without what follows its end. */
export function cleanPng(file: Buffer): Buffer {
  const kept = [...pngChunks(file)].filter(({ type }) => CLEAN.has(type)).map(({ whole }) => whole)
  return Buffer.concat([file.subarray(0, 8), ...kept])
}
