import { schema, type Tx } from '@/db'
import { foldWord } from './fold-word'

/** The code of the country the first of these words tells: a name in French or English, accents or not, a code of two or three letters; null for what is not in our list. */
export async function findCountry(tx: Tx, words: string[]): Promise<string | null> {
  if (!words.length) return null
  const rows = await tx.select().from(schema.countries)
  const codes = new Map(Object.entries(OTHER_NAMES))
  for (const { code, nameFr, nameEn } of rows) for (const known of [code, nameFr, nameEn]) codes.set(foldWord(known), code)
  for (const word of words) {
    const code = codes.get(foldWord(word))
    if (code) return code
  }
  return null
}

/** ISO's three letters, and how cameras, agencies and people also write them. Keys are folded. */
const OTHER_NAMES: Record<string, string> = {
  ...{ dza: 'DZ', ago: 'AO', ben: 'BJ', bwa: 'BW', bfa: 'BF', bdi: 'BI', cmr: 'CM', cpv: 'CV', caf: 'CF', com: 'KM', cog: 'CG', cod: 'CD', civ: 'CI', dji: 'DJ' },
  ...{ egy: 'EG', eri: 'ER', swz: 'SZ', eth: 'ET', gab: 'GA', gmb: 'GM', gha: 'GH', gin: 'GN', gnb: 'GW', gnq: 'GQ', ken: 'KE', lso: 'LS', lbr: 'LR', lby: 'LY' },
  ...{ mdg: 'MG', mwi: 'MW', mli: 'ML', mar: 'MA', mus: 'MU', mrt: 'MR', moz: 'MZ', nam: 'NA', ner: 'NE', nga: 'NG', uga: 'UG', rwa: 'RW', stp: 'ST', sen: 'SN' },
  ...{ syc: 'SC', sle: 'SL', som: 'SO', sdn: 'SD', ssd: 'SS', zaf: 'ZA', tza: 'TZ', tcd: 'TD', tgo: 'TG', tun: 'TN', zmb: 'ZM', zwe: 'ZW' },
  'ivory-coast': 'CI',
  'cote-divoire': 'CI',
  'republique-de-cote-d-ivoire': 'CI',
  'republique-de-cote-divoire': 'CI',
  'the-ivory-coast': 'CI',
  burkina: 'BF',
  'haute-volta': 'BF',
  'upper-volta': 'BF',
  dahomey: 'BJ',
  'republic-of-benin': 'BJ',
  'republique-du-benin': 'BJ',
  'republic-of-mali': 'ML',
  'republique-du-mali': 'ML',
  'republic-of-senegal': 'SN',
  'republique-du-senegal': 'SN',
  'republique-du-niger': 'NE',
  'republic-of-niger': 'NE',
  'federal-republic-of-nigeria': 'NG',
  'guinee-conakry': 'GN',
  'guinea-conakry': 'GN',
  'republique-de-guinee': 'GN',
  'republic-of-guinea': 'GN',
  'guinea-bissau': 'GW',
  'guine-bissau': 'GW',
  'rd-congo': 'CD',
  'r-d-congo': 'CD',
  rdc: 'CD',
  drc: 'CD',
  'dr-congo': 'CD',
  'd-r-congo': 'CD',
  zaire: 'CD',
  'democratic-republic-of-congo': 'CD',
  'democratic-republic-of-the-congo': 'CD',
  'congo-the-democratic-republic-of-the': 'CD',
  'republique-democratique-du-congo': 'CD',
  congo: 'CG',
  'republic-of-congo': 'CG',
  'republic-of-the-congo': 'CG',
  'republique-du-congo': 'CG',
  centrafrique: 'CF',
  rca: 'CF',
  'cabo-verde': 'CV',
  'iles-du-cap-vert': 'CV',
  swaziland: 'SZ',
  'the-gambia': 'GM',
  'la-gambie': 'GM',
  'sao-tome-et-principe': 'ST',
  'sao-tome-and-principe': 'ST',
  'sao-tome': 'ST',
  'ile-maurice': 'MU',
  'les-comores': 'KM',
  rsa: 'ZA',
  'republic-of-south-africa': 'ZA',
  'united-republic-of-tanzania': 'TZ',
  'tanzania-united-republic-of': 'TZ',
  'libyan-arab-jamahiriya': 'LY',
  'south-soudan': 'SS',
  abyssinie: 'ET',
}
