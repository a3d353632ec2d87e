import { crc32, deflateSync } from 'node:zlib'
import { thumbHashToRGBA } from 'thumbhash'

const EDGE = 6
const kept = new Map<string, string | undefined>()
const KEPT_MAX = 5_000

/** What stands in a picture's place until it is there: a data address of about 200 bytes, six pixels wide, made from the stored thumbhash. Undefined without one. */
export function placeholder(thumbhash: string | null): string | undefined {
  if (!thumbhash) return undefined
  if (kept.has(thumbhash)) return kept.get(thumbhash)
  if (kept.size >= KEPT_MAX) kept.clear()
  const made = draw(Buffer.from(thumbhash, 'base64'))
  kept.set(thumbhash, made)
  return made
}

function draw(hash: Buffer) {
  if (hash.length < 5) return undefined // Not a thumbhash: five bytes hold its header.
  const { w, h, rgba } = thumbHashToRGBA(hash)
  const scale = EDGE / Math.max(w, h)
  const width = Math.max(1, Math.round(w * scale))
  const height = Math.max(1, Math.round(h * scale))
  const rows = Buffer.alloc(height * (1 + width * 3)) // Each row begins with its filter, 0.
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (Math.floor(((y + 0.5) * h) / height) * w + Math.floor(((x + 0.5) * w) / width)) * 4
      const to = y * (1 + width * 3) + 1 + x * 3
      for (let c = 0; c < 3; c++) rows[to + c] = rgba[from + c] ?? 0
    }
  }
  return `data:image/png;base64,${png(width, height, rows).toString('base64')}`
}

function png(width: number, height: number, rows: Buffer) {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8) // 8 bits, RGB.
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))])
}

function chunk(name: string, data: Buffer) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
