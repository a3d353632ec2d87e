import type { Locale } from '@/lib/actor'

/** Where cards are billed: West Africa first, then the rest of the continent and of the diaspora, by name. */
const near = ['CI', 'SN', 'ML', 'BF', 'BJ', 'TG', 'NE', 'GN', 'GH', 'NG', 'CM']
const far =
  'DZ AO BW BI CV CF TD KM CG CD DJ EG GQ ER SZ ET GA GM GW KE LS LR LY MG MW MR MU MA MZ NA RW ST SC SL SO ZA SS SD TZ TN UG ZM ZW FR BE CH CA US GB DE ES IT PT NL LU SE NO DK FI IE AT PL BR CN JP IN AE LB TR AU'.split(
    ' ',
  )

/** `[code, name]` for a select, in the reader's language. */
export function countryNames(locale: Locale): (readonly [string, string])[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  const named = (codes: readonly string[]) => codes.map((code) => [code, names.of(code) ?? code] as const)
  return [...named(near), ...named(far).sort(([, a], [, b]) => a.localeCompare(b, locale))]
}
