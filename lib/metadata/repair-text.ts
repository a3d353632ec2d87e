/** What Windows puts on the bytes 80 to 9F; ExifTool reads undeclared IPTC text as this. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const byteOf = new Map([...WINDOWS_1252].map((letter, index) => [letter, 0x80 + index]))
const strict = new TextDecoder('utf-8', { fatal: true })

/**
 * MacRoman read as Windows-1252 shows signs where French has none: é is Ž, è ê ç ù are control characters, à is ˆ, ô is ™, û is ž, É is ƒ. Signs that a
 * right text may have beside letters (’ “ ” • –, the Slavic Ž before a vowel, the Ewe ƒ before e or l) say nothing by themselves.
 */
const MAC_SIGNS =
  /[\u0081\u008d\u008f\u0090\u009d]|[a-z]Ž|Ž[b-df-hj-np-tv-xz]|ˆ|(?<!\d)‰[a-z]|[a-z]™[a-z]|[ou]žt|[A-Z]ƒ|ƒ[bcdghmnpqrstvz]|[A-Z]‚[A-Z]|(?<![\p{L}\d])‚a\s/u
/** What remains in French or Portuguese once MacRoman is read rightly; a capital with an accent after a small letter means it was not MacRoman. */
const MAC_LETTERS = /^[\s\x20-\x7eàâäáãçéèêëîïíôöóõûùüúñÿœæÀÂÄÃÁÇÉÈÊËÎÏÍÔÖÓÕÛÙÜÚÑŸŒÆ«»’‘“”–—…•·°€™©®\u00a0]*$/u
const CAPITAL_INSIDE = /\p{Ll}[ÀÂÄÁÃÉÈÊËÎÏÍÔÓÖÛÙÚÜŸ]/u

/** Cameras and programs write these by themselves; they describe nothing. */
const CAMERA_DEFAULTS =
  /^(([a-z .]+ )?digital ?(still )?camera|samsung( camera pictures)?|(konica )?minolta dsc|sony dsc|<?digimax.*|dcim.*|(dsc|img|pict?|p|pxl|mvi)[ _-]?\d+\w*|untitled|sans titre|(x-)?default|picture \d+|exif_jpeg_picture|screenshot|(oz)?nor|oznor\w*|cof|dav|mde|bty|ptr?|edf|fbt|rbt|hdrpl|srvq|rptnb|lead technologies.*|creator: gd-jpeg.*|file written by adobe.*)$/i

/** The bytes behind text that was read as Windows-1252; null when it has a letter that this table has not, so that it was decoded rightly. */
function bytesOf(text: string): Uint8Array | null {
  const bytes: number[] = []
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0
    const byte = byteOf.get(letter) ?? (code <= 0xff ? code : null)
    if (byte === null) return null
    bytes.push(byte)
  }
  return Uint8Array.from(bytes)
}

/** UTF-8 if it is that, also when a field's limit cut its last letter; null when it is not. */
function asUtf8(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
  try {
    const cut = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return /[^\0-\x7f]/.test(cut) ? cut : null // Nothing but ASCII before it: more likely one accent of another table.
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return null
  }
}

function asMacRoman(bytes: Uint8Array): string | null {
  const text = new TextDecoder('macintosh').decode(bytes)
  return MAC_LETTERS.test(text) && !CAPITAL_INSIDE.test(text) ? text : null
}

/** Text as ExifTool gives it: read as Windows-1252 where nothing else was declared. With `raw`, the bytes it could not read at all. */
export type Written = { text: string; raw?: Uint8Array }

/** This text, of no declared encoding, was written on an old Mac: so was the rest of its file. */
export function isMacRoman({ text, raw }: Written): boolean {
  const bytes = raw ?? bytesOf(text)
  if (!bytes || asUtf8(bytes) !== null) return false
  return MAC_SIGNS.test(new TextDecoder('windows-1252').decode(bytes)) && asMacRoman(bytes) !== null
}

/** The text as it was meant: UTF-8 behind it (`MarchÃ©`) is put right, and MacRoman (`MarchŽ`) in a file that has it; anything else comes back as it was. */
export function repairText({ text, raw }: Written, isMacFile = false): string {
  if (!raw && !/[^\0-\x7f]/.test(text)) return text
  const bytes = raw ?? bytesOf(text)
  if (!bytes) return text
  return asUtf8(bytes) ?? (isMacFile ? asMacRoman(bytes) : null) ?? (raw ? new TextDecoder('windows-1252').decode(raw) : text)
}

/** A camera or a program wrote this by itself, to fill the field. */
export const isCameraDefault = (text: string) => CAMERA_DEFAULTS.test(text)

/** Text as it can be shown: without control characters, padding and marks that turn it round. */
export function cleanText(read: string, maxLength: number): string {
  const text = read
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n]|\p{Cs}|[\ufffd\u202a-\u202e\u2066-\u2069]/gu, '')
    .normalize('NFC')
    .trim()
  return [...text].slice(0, maxLength).join('').trim()
}
