import { photographers } from './people'
import { type Caption, cameras, readCaptions, type Taken } from './plan'

/**
 * What the demo has for the rooms of review and of second thoughts, each a picture of the folder seen again: closer, a moment later, or turned.
 * `again` was refused, corrected and sent again; `appeal` was refused and is appealed; `kept` looks like one of its author's, who kept both; `undecided` does too and
 * is not yet sent; `elsewhere` looks like somebody else's; `released` shows somebody who signed.
 */
type Story = 'again' | 'appeal' | 'kept' | 'undecided' | 'elsewhere' | 'released'
export type PlannedCase = Caption & Taken & { from: string; story: Story; cut: Cut; mirrored: boolean; recognisable: boolean; hoursAgo: number }
/** A part of the picture, in shares of it. */
type Cut = { left: number; top: number; width: number; height: number }

const DAY_MS = 86_400_000
const almostAll = { left: 0.02, top: 0.015, width: 0.96, height: 0.965 }

const cases: (Pick<PlannedCase, 'file' | 'from' | 'story' | 'cut' | 'titleFr' | 'titleEn' | 'hoursAgo'> & { by?: string })[] = [
  {
    story: 'again',
    from: 'cacao.jpg',
    file: 'cacao-gros-plan.jpg',
    cut: { left: 0.3, top: 0.25, width: 0.5, height: 0.5 },
    titleFr: 'Fèves de cacao, de tout près',
    titleEn: 'Cocoa beans, close up',
    hoursAgo: 21,
  },
  {
    story: 'appeal',
    from: 'zemidjan.jpg',
    file: 'zemidjan-passager.jpg',
    cut: { left: 0.25, top: 0.3, width: 0.5, height: 0.6 },
    titleFr: 'Deux sur un zémidjan, halos du soir',
    titleEn: 'Two on a zemidjan, evening lights',
    hoursAgo: 52,
  },
  {
    story: 'kept',
    from: 'falaises-gres.jpg',
    file: 'falaises-gres-2.jpg',
    cut: almostAll,
    titleFr: 'Falaise de Bandiagara, un instant plus tard',
    titleEn: 'Bandiagara cliff, a moment later',
    hoursAgo: 9,
  },
  {
    story: 'undecided',
    from: 'banco.jpg',
    file: 'banco-2.jpg',
    cut: almostAll,
    titleFr: 'Mosquée de banco, seconde vue',
    titleEn: 'Mud-brick mosque, second frame',
    hoursAgo: 3,
  },
  {
    story: 'elsewhere',
    from: 'hero-lagune.jpg',
    file: 'pirogue-au-couchant.jpg',
    cut: almostAll,
    by: 'edem@pouire.test',
    titleFr: 'Pirogue, fin du jour',
    titleEn: 'Dugout, end of the day',
    hoursAgo: 77,
  },
  {
    story: 'released',
    from: 'portrait-bleu.jpg',
    file: 'portrait-bleu-serre.jpg',
    cut: { left: 0.12, top: 0.14, width: 0.7, height: 0.52 },
    titleFr: 'Ndèye, profil au foulard rouge',
    titleEn: 'Ndèye, profile in a red scarf',
    hoursAgo: 5,
  },
]

/** The cases with their authors, words, cameras and prices. */
export function planCases(): PlannedCase[] {
  const captions = readCaptions()
  return cases.map(({ by, ...given }, index) => {
    const caption = captions.find(({ file }) => file === given.from)
    const owner = photographers.find(({ covers }) => covers.includes(caption?.countryCode ?? ''))
    const camera = cameras[index % cameras.length]
    if (!caption || !owner || !camera) throw new Error(`${given.file}: no such picture, author or camera`)
    return {
      ...caption,
      ...given,
      photographer: by ?? owner.email,
      creator: owner.name, // What the file says of itself: for a picture of somebody else's, still them.
      priceXof: 6_000 + 500 * index,
      takenAt: new Date(Date.now() - (20 + 7 * index) * DAY_MS),
      camera,
      people: given.story === 'released' ? 'one' : 'none',
      mirrored: given.story === 'elsewhere',
      recognisable: given.story === 'released',
    }
  })
}
