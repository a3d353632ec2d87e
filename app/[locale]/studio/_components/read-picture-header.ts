/** What the first bytes of a file say it is. Sizes in pixels, as stored (a camera's rotation is not applied). */
export type PictureHeader = { type: 'image/jpeg' | 'image/png'; widthPx: number; heightPx: number }

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const MAX_SEGMENTS = 400 // A crafted file must not keep the browser reading for ever.

const read = async (file: Blob, from: number, length: number) => new DataView(await file.slice(from, from + length).arrayBuffer())

/** The header of a JPEG or PNG, or null for anything else or a file that stops too early. Reads a few bytes of each segment, never the whole file. */
export async function readPictureHeader(file: Blob): Promise<PictureHeader | null> {
  const start = await read(file, 0, 24)
  if (start.byteLength < 24) return null
  if (PNG_SIGNATURE.every((byte, index) => start.getUint8(index) === byte)) {
    return { type: 'image/png', widthPx: start.getUint32(16), heightPx: start.getUint32(20) }
  }
  return start.getUint16(0) === 0xffd8 ? readJpegFrame(file) : null
}

async function readJpegFrame(file: Blob): Promise<PictureHeader | null> {
  let at = 2
  for (let seen = 0; seen < MAX_SEGMENTS; seen++) {
    const head = await read(file, at, 9)
    if (head.byteLength < 9 || head.getUint8(0) !== 0xff) return null
    const marker = head.getUint8(1)
    if (marker === 0xff) {
      at += 1 // Fill bytes may stand before a marker.
    } else if (isFrame(marker)) {
      return { type: 'image/jpeg', heightPx: head.getUint16(5), widthPx: head.getUint16(7) }
    } else {
      at += 2 + head.getUint16(2)
    }
  }
  return null
}

/** SOF0 to SOF15, but for the three markers among them that hold tables. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
