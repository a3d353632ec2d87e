const EDGE_PX = 24
const MAX_PIXELS = 40_000_000 // A browser unpacks the whole picture first, four bytes a pixel: beyond this a phone gives up.

/** A tiny blurred stand-in and the picture's upright proportions, or null where the browser cannot decode it (the server will say why) or it is too large to try. */
export async function shrink(file: Blob, pixels: number): Promise<{ blur: string; widthPx: number; heightPx: number } | null> {
  if (pixels > MAX_PIXELS) return null
  const bitmap = await createImageBitmap(file).catch(decodeFault)
  if (!bitmap) return null
  const { width, height } = bitmap
  const scale = EDGE_PX / Math.max(width, height)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  return { blur: canvas.toDataURL('image/jpeg', 0.7), widthPx: width, heightPx: height }
}

function decodeFault(error: unknown) {
  if (error instanceof DOMException) return null
  throw error
}
