import { expect, test } from 'vitest'
import { db, schema } from '@/db'
import { findCountry } from './find-country'

const find = (...words: string[]) => db.transaction((tx) => findCountry(tx, words))

test.each([
  ['Burkina Faso', 'BF'],
  ['SENEGAL', 'SN'],
  ['Sénégal', 'SN'],
  ['Côte d’Ivoire', 'CI'],
  ["Cote d'Ivoire", 'CI'],
  ['Ivory Coast', 'CI'],
  ['CIV', 'CI'],
  ['ml', 'ML'],
  ['RDC', 'CD'],
  ['Congo, the Democratic Republic of the', 'CD'],
  ['Cabo Verde', 'CV'],
  ['São Tomé and Príncipe', 'ST'],
  ['République centrafricaine', 'CF'],
])('%s is %s', async (word, code) => {
  expect(await find(word)).toBe(code)
})

test('a name that is not known gives way to the code after it; nothing known is no country', async () => {
  expect(await find('Pays de la Teranga', 'SEN')).toBe('SN')
  expect(await find('France', 'FRA', '', '???')).toBeNull()
  expect(await find()).toBeNull()
})

test('every country of the list is found by its three letters', async () => {
  const all = await db.select().from(schema.countries)
  const found = new Set(await Promise.all(ISO3.split(' ').map((code) => find(code))))
  expect(all.length).toBe(54)
  expect(all.filter(({ code }) => !found.has(code))).toEqual([])
  expect(found.has(null)).toBe(false)
})

const ISO3 =
  'DZA AGO BEN BWA BFA BDI CMR CPV CAF COM COG COD CIV DJI EGY ERI SWZ ETH GAB GMB GHA GIN GNB GNQ KEN LSO LBR LBY MDG MWI MLI MAR MUS MRT MOZ NAM NER NGA UGA RWA STP SEN SYC SLE SOM SDN SSD ZAF TZA TCD TGO TUN ZMB ZWE'
