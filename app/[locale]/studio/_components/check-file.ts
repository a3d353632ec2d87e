import { UPLOAD_MAX_BYTES } from '@/lib/photos/rules'
import { readPictureHeader } from './read-picture-header'

const MIN_PIXELS = 4_000_000
const MAX_PIXELS = 100_000_000

/** Why a file would be refused, or what it holds. The server decides again: this only spares somebody the bytes. */
export type FileCheck =
  | { ok: true; type: 'image/jpeg' | 'image/png'; widthPx: number; heightPx: number }
  | { ok: false; fault: 'empty' | 'tooHeavy' | 'notAPicture' | 'tooSmall' | 'tooLarge'; values: Record<string, number>; widthPx?: number; heightPx?: number }

const megapixels = (pixels: number) => Math.round(pixels / 100_000) / 10

/** Size, true type and pixels, from the header alone. */
export async function checkFile(file: Blob): Promise<FileCheck> {
  if (file.size === 0) return { ok: false, fault: 'empty', values: {} }
  if (file.size > UPLOAD_MAX_BYTES) return { ok: false, fault: 'tooHeavy', values: { megabytes: Math.ceil(file.size / 1024 / 1024) } }
  const header = await readPictureHeader(file)
  if (!header || header.widthPx === 0 || header.heightPx === 0) return { ok: false, fault: 'notAPicture', values: {} }
  const { type, widthPx, heightPx } = header
  const pixels = widthPx * heightPx
  const values = { megapixels: megapixels(pixels), width: widthPx, height: heightPx }
  if (pixels < MIN_PIXELS) return { ok: false, fault: 'tooSmall', values, widthPx, heightPx }
  if (pixels > MAX_PIXELS) return { ok: false, fault: 'tooLarge', values, widthPx, heightPx }
  return { ok: true, type, widthPx, heightPx }
}
