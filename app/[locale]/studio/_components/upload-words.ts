import type words from '@/messages/fr/upload.json'
import { fill } from './fill'

export type UploadWords = typeof words

/** `12,4`: megabytes in the reader's figures. */
export const megabytes = (bytes: number, locale: string, digits = 1) =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(bytes / 1024 / 1024)

/** `1,2 Mo/s`, or kilobytes where there is less than one. */
export function speedWords(bytesPerSecond: number, locale: string, words: UploadWords) {
  if (bytesPerSecond >= 1024 * 1024) return fill(words.megabytesPerSecond, { speed: megabytes(bytesPerSecond, locale) })
  return fill(words.kilobytesPerSecond, { speed: new Intl.NumberFormat(locale).format(Math.round(bytesPerSecond / 1024)) })
}

/** `environ 3 min`: rounded up, and no more exact than one can know. */
export function leftWords(seconds: number, words: UploadWords) {
  if (seconds < 60) return words.underMinute
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 60) return fill(words.minutes, { minutes })
  return fill(words.hours, { hours: Math.floor(minutes / 60), minutes: String(minutes % 60).padStart(2, '0') })
}
