import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { cities, searchCities } from './cities'

const capitals =
  'DZ Alger|AO Luanda|BJ Porto-Novo|BW Gaborone|BF Ouagadougou|BI Gitega|CM Yaoundé|CV Praia|CF Bangui|KM Moroni|CG Brazzaville|CD Kinshasa|CI Yamoussoukro|DJ Djibouti|EG Le Caire|ER Asmara|SZ Mbabane|ET Addis-Abeba|GA Libreville|GM Banjul|GH Accra|GN Conakry|GW Bissau|GQ Malabo|KE Nairobi|LS Maseru|LR Monrovia|LY Tripoli|MG Antananarivo|MW Lilongwe|ML Bamako|MA Rabat|MU Port-Louis|MR Nouakchott|MZ Maputo|NA Windhoek|NE Niamey|NG Abuja|UG Kampala|RW Kigali|ST São Tomé|SN Dakar|SC Victoria|SL Freetown|SO Mogadiscio|SD Khartoum|SS Djouba|ZA Pretoria|TZ Dodoma|TD N’Djamena|TG Lomé|TN Tunis|ZM Lusaka|ZW Harare'.split(
    '|',
  )

const named = (text: string, country: string | null = null, limit?: number) => searchCities(text, country, limit).map(({ nameFr }) => nameFr)

test('the countries are those of the database, each begins with its capital', () => {
  const stored = [...readFileSync('db/migrations/0001_guards.sql', 'utf8').matchAll(/^ {2}\('([A-Z]{2})', '/gm)].map(([, code]) => code)
  expect(stored).toHaveLength(54)
  const first = new Map<string, string>()
  for (const { countryCode, nameFr } of cities) if (!first.has(countryCode)) first.set(countryCode, nameFr)
  expect([...first.keys()].sort()).toEqual(stored.sort())
  expect([...first].map(([code, name]) => `${code} ${name}`).sort()).toEqual([...capitals].sort())
})

test('no town stands twice in a country, none is empty, apostrophes are typographic', () => {
  const keys = cities.map(({ countryCode, nameFr }) => `${countryCode} ${nameFr}`)
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  const wellNamed = /^\p{Lu}[\p{L}’ -]+$/u
  expect(cities.filter(({ nameFr, nameEn }) => !wellNamed.test(nameFr) || !wellNamed.test(nameEn))).toEqual([])
  expect(cities.length).toBeGreaterThan(600)
})

test('the list is small enough to be sent to a browser', () => {
  expect(gzipSync(readFileSync('lib/catalog/cities.ts')).length).toBeLessThan(12_000)
})

test('a prefix finds a town whatever its accents, case, hyphens and language', () => {
  expect(named('bouak')).toEqual(['Bouaké'])
  expect(named('SEGOU', 'ML')).toContain('Ségou')
  expect(named('port bou')).toEqual(['Port-Bouët'])
  expect(named('ndja')).toEqual(['N’Djamena'])
  expect(named("n'dj")).toEqual(['N’Djamena'])
  expect(named('cairo')).toEqual(['Le Caire'])
  expect(named('le cai')).toEqual(['Le Caire'])
  expect(searchCities('tombouctou', null)[0]).toEqual({ nameFr: 'Tombouctou', nameEn: 'Timbuktu', countryCode: 'ML' })
})

test('whole names come before words within a name, better known towns first', () => {
  expect(named('bas', 'CI')).toEqual(['Grand-Bassam'])
  expect(named('lou', null, 3)).toEqual(['Louxor', 'Louga', 'Loumbila'])
  expect(named('a', 'CI')[0]).toBe('Abidjan')
  expect(named('caire')).toEqual(['Le Caire'])
})

test('a country keeps others out; nothing is found for no text or for noise', () => {
  expect(named('touba').sort()).toEqual(['Touba', 'Touba', 'Toubab Dialaw', 'Toubacouta'])
  expect(named('touba', 'CI')).toEqual(['Touba'])
  expect(named('')).toEqual([])
  expect(named(' ’ - ')).toEqual([])
  expect(named('zzz')).toEqual([])
  expect(named('a', null, 2)).toHaveLength(2)
})
