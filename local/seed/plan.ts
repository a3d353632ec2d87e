import { readFileSync } from 'node:fs'
import { buyers, photographers } from './people'

export type Caption = {
  file: string
  titleFr: string
  titleEn: string
  tagsFr: string[]
  city: string
  country: string
  countryCode: string
  category: string
}

export type Taken = { photographer: string; creator: string; priceXof: number; takenAt: Date; camera: Camera; people: 'none' | 'one' | 'several' }
export type PlannedPhoto = Caption & Taken & { fate: 'published' | 'rejected' | 'waiting'; publishedDaysAgo: number }
export type PlannedSale = {
  buyer: string
  daysAgo: number
  items: { file: string; licence: 'standard' | 'extended' }[]
  method: 'OM' | 'MOMO' | 'FLOOZ' | 'WAVECI'
}
type Camera = { make: string; model: string; lens: string; focalMm: number; aperture: number; seconds: number; iso: number }

export const cameras: Camera[] = [
  { make: 'Canon', model: 'Canon EOS R6', lens: 'RF24-105mm F4 L IS USM', focalMm: 35, aperture: 5.6, seconds: 1 / 640, iso: 200 },
  { make: 'NIKON CORPORATION', model: 'NIKON Z 6_2', lens: 'NIKKOR Z 50mm f/1.8 S', focalMm: 50, aperture: 2.8, seconds: 1 / 250, iso: 400 },
  { make: 'SONY', model: 'ILCE-7M4', lens: 'FE 85mm F1.8', focalMm: 85, aperture: 2, seconds: 1 / 500, iso: 320 },
  { make: 'FUJIFILM', model: 'X-T5', lens: 'XF23mmF2 R WR', focalMm: 23, aperture: 8, seconds: 1 / 125, iso: 160 },
]
const rejected = ['terrain-basket-ciel.jpg', 'wax-feuilles-rose.jpg', 'pluie-sur-la-vitre.jpg']
const waiting = ['vanneries-murales.jpg', 'salle-serveurs.jpg', 'palmes-contre-ciel.jpg', 'bols-epices.jpg', 'lagune-pirogues.jpg']
/** In a small catalogue too: each fate, and the photos the home page and the first login live from. */
const first = ['hero-lagune.jpg', 'portrait-foulard.jpg', 'banco.jpg', 'falaises-gres.jpg', 'terrain-basket-ciel.jpg', 'bols-epices.jpg', 'lagune-pirogues.jpg']
const portraits = ['portrait-bleu.jpg', 'portrait-foulard.jpg', 'epervier.jpg', 'hero-lagune.jpg', 'cerf-volant-plage.jpg']
const groups = ['bassines.jpg', 'football.jpg', 'concert-faisceaux.jpg', 'parasols.jpg', 'zemidjan.jpg', 'lac-rose.jpg', 'vagues.jpg', 'banco.jpg']

/** The same numbers at every run: mulberry32. */
function chance(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const DAY = 86_400_000

/** What is known of each picture of the folder. */
export function readCaptions(): Caption[] {
  const captions = JSON.parse(readFileSync(new URL('./photos/captions.json', import.meta.url), 'utf8')) as Caption[]
  const set = (text: string) => text.replaceAll("'", '’')
  return captions.map((caption) => ({ ...caption, titleFr: set(caption.titleFr), titleEn: set(caption.titleEn), city: set(caption.city) }))
}

/** Every picture of the folder with its author, price, camera and fate. `limit` keeps the first ones in an order that mixes authors and fates. */
export function planPhotos(limit = 60): PlannedPhoto[] {
  const random = chance(1960)
  const planned = readCaptions().map((caption): PlannedPhoto => {
    const author = photographers.find(({ covers }) => covers.includes(caption.countryCode))
    if (!author) throw new Error(`${caption.file}: no photographer covers ${caption.countryCode}`)
    const camera = cameras[Math.floor(random() * cameras.length)]
    if (!camera) throw new Error('no camera')
    const publishedDaysAgo = 92 + Math.floor(random() * 60)
    return {
      ...caption,
      photographer: author.email,
      creator: author.name,
      priceXof: 4_000 + 500 * Math.floor(random() * 28),
      takenAt: new Date(Date.now() - (publishedDaysAgo + 5 + random() * 300) * DAY),
      camera,
      fate: rejected.includes(caption.file) ? 'rejected' : waiting.includes(caption.file) ? 'waiting' : 'published',
      people: portraits.includes(caption.file) ? 'one' : groups.includes(caption.file) ? 'several' : 'none',
      publishedDaysAgo,
    }
  })
  const score = new Map(planned.map((photo) => [photo.file, random() - (first.includes(photo.file) ? 1 : 0)]))
  const mixed = planned.sort((a, b) => (score.get(a.file) ?? 0) - (score.get(b.file) ?? 0)).slice(0, limit)
  // The last ones came in during the past two weeks, so that "new" means something on the home page.
  for (const photo of mixed.slice(-Math.ceil(mixed.length / 5))) photo.publishedDaysAgo = Math.floor(random() * 14)
  return mixed
}

/** Sales of the last 90 days, oldest first, growing towards today. Nobody buys the same licence twice, or what was not yet published. */
export function planSales(photos: PlannedPhoto[], count = 46): PlannedSale[] {
  const random = chance(2026)
  const onSale = photos.filter(({ fate }) => fate === 'published')
  const owned = new Set<string>()
  const sales: PlannedSale[] = []
  const days = Array.from({ length: count }, () => Math.floor(90 * random() ** 1.4)).sort((a, b) => b - a)
  for (const daysAgo of days) {
    const buyer = buyers[Math.floor(random() * buyers.length)]?.email ?? ''
    const items: PlannedSale['items'] = []
    for (let wanted = 1 + Math.floor(random() ** 2 * 3); wanted > 0; wanted--) {
      const photo = onSale[Math.floor(random() ** 1.6 * onSale.length)]
      const licence = random() < 0.15 ? 'extended' : 'standard'
      if (!photo || photo.publishedDaysAgo < daysAgo || owned.has(`${buyer} ${photo.file}`)) continue
      owned.add(`${buyer} ${photo.file}`)
      items.push({ file: photo.file, licence })
    }
    const method = (['OM', 'OM', 'OM', 'WAVECI', 'WAVECI', 'MOMO', 'FLOOZ'] as const)[Math.floor(random() * 7)] ?? 'OM'
    if (items.length) sales.push({ buyer, daysAgo, items, method })
  }
  return sales
}
