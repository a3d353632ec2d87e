/**
 * A Range header for an object of this size in the one form s3rver reads right, `bytes=first-last`.
 * Undefined when S3 would send the whole object (several ranges, or nonsense), null when no byte of it exists.
 */
export function plainRange(header: string, sizeBytes: number): string | undefined | null {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header.trim())
  const [, from = '', to = ''] = found ?? []
  if (from === '' && to === '') return undefined
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined
  const first = from === '' ? Math.max(0, sizeBytes - Number(to)) : Number(from)
  const last = from === '' || to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1)
  return first > last ? null : `bytes=${first}-${last}`
}
