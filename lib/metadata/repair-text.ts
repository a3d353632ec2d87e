/** What Windows puts on the bytes 80 to 9F; ExifTool reads undeclared IPTC text as this. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const byteOf = new Map([...WINDOWS_1252].map((letter, index) => [letter, 0x80 + index]))
const strict = new TextDecoder('utf-8', { fatal: true })

/** Cameras write these by themselves; they describe nothing. */
const CAMERA_DEFAULTS =
  /^(olympus digital camera|samsung camera pictures|digital ?camera|kodak digital still camera|minolta dsc|konica minolta digital camera|sony dsc|dcim.*|dsc.?\d+|img.?\d+|untitled|sans titre|(x-)?default|picture \d+)$/i

/** UTF-8 that was read as Windows-1252 (`MarchÃ©`) is put right; anything else comes back as it was. */
export function repairMojibake(text: string): string {
  if (!/[\u0080-\u00ff]/.test(text)) return text
  const bytes: number[] = []
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0
    const byte = byteOf.get(letter) ?? (code <= 0xff ? code : null)
    if (byte === null) return text // A letter neither table has: the text was decoded rightly.
    bytes.push(byte)
  }
  try {
    return strict.decode(Uint8Array.from(bytes))
  } catch (error) {
    if (error instanceof TypeError) return text // Not UTF-8 underneath.
    throw error
  }
}

/** Text as it can be shown: repaired, without control characters and padding; empty when a camera wrote it by itself. `lost` are the bytes where they were not UTF-8. */
export function cleanText(value: unknown, maxLength: number, lost?: Uint8Array): string {
  if (value === undefined || value === null || typeof value === 'object') return ''
  const read = lost ? new TextDecoder('windows-1252').decode(lost) : repairMojibake(String(value)) // The keyword "2012" arrives as a number.
  const text = read
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]|\p{Cs}|[\ufffd\u202a-\u202e\u2066-\u2069]/gu, '')
    .normalize('NFC')
    .trim()
  return CAMERA_DEFAULTS.test(text) ? '' : [...text].slice(0, maxLength).join('').trim()
}
