import { Refusal } from './refusal'

export type PhotoType = 'image/jpeg' | 'image/png'

const starts = (head: Buffer, bytes: number[], at = 0) => bytes.every((byte, index) => head[at + index] === byte)
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const PNG_END = Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])

/** What the first bytes say the file is; its name and declared type are not asked. Throws a Refusal for all but JPEG and PNG. */
export function sniff(file: Buffer): PhotoType {
  if (starts(file, [0xff, 0xd8, 0xff])) return 'image/jpeg'
  if (starts(file, PNG)) {
    if (!file.includes(PNG_END)) throw new Refusal('truncated') // The decoder forgives a cut last chunk; the delivery copy would not.
    return 'image/png'
  }
  throw new Refusal(isOtherPicture(file.subarray(0, 512)) ? 'wrongType' : 'notAnImage')
}

/** Pictures one may well try to sell, but not in this format: the words differ from those for a file that is none. */
function isOtherPicture(head: Buffer) {
  const ascii = head.toString('latin1')
  const isTiffOrRaw =
    starts(head, [0x49, 0x49, 0x2a, 0]) || starts(head, [0x4d, 0x4d, 0, 0x2a]) || ascii.startsWith('FUJIFILMCCD-RAW') || ascii.startsWith('IIRO')
  return (
    isTiffOrRaw ||
    ascii.startsWith('GIF8') ||
    ascii.startsWith('8BPS') ||
    ascii.startsWith('BM') ||
    (ascii.startsWith('RIFF') && ascii.slice(8, 12) === 'WEBP') ||
    /^....ftyp(avif|avis|heic|heix|hevc|mif1|msf1|crx )/s.test(ascii) ||
    starts(head, [0xff, 0x0a]) || // JPEG XL
    starts(head, [0, 0, 0, 0x0c, 0x4a, 0x58, 0x4c, 0x20]) ||
    starts(head, [0, 0, 0, 0x0c, 0x6a, 0x50, 0x20, 0x20]) || // JPEG 2000
    /<svg[\s>]/i.test(ascii)
  )
}
