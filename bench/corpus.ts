import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import type { Drawn } from '@/inngest/image-child'
import { type ImageChildren, openImageChildren } from '@/inngest/image-children'
import { Refusal } from '@/lib/images/refusal'
import { readMetadata } from '@/lib/metadata'
import { writeDeliveryCopy } from '@/lib/metadata/write-delivery-copy'
import en from '@/messages/en/ingest.json'
import fr from '@/messages/fr/ingest.json'
import { mutate, random } from './mutate'
import { seedFiles } from './seed-files'

export const PHOTOS = fileURLToPath(new URL('../../shared/photos/', import.meta.url))
const SEED = 20_261_122
const credit = { creator: 'Aïssata Koné', rights: '© Aïssata Koné, Pouire', licenceUrl: 'https://pouire.test/licences' }

export type Told = { files: number; drawn: number; refused: Record<string, number>; faults: string[] }

/** `count` damaged copies of the six seeds, the same ones each time. */
export async function mutatedFiles(count: number): Promise<Buffer[]> {
  const seeds = await seedFiles()
  const next = random(SEED)
  return Array.from({ length: count }, (_, index) => mutate(seeds[index % seeds.length] as Buffer, seeds[Math.floor(next() * seeds.length)] as Buffer, next))
}

/** The real photos beside the project; none where that folder is missing. */
export async function realPhotos(): Promise<string[]> {
  if (!existsSync(PHOTOS)) return []
  const names = await readdir(PHOTOS)
  return names.filter((name) => ['.jpg', '.png'].includes(extname(name))).map((name) => join(PHOTOS, name))
}

/**
 * Every file goes the way of an upload, without its rows: drawn in a child, its metadata read, its delivery copy written. A fault is a process that ended
 * or had to be ended, an error that is no refusal, a refusal without words in both languages, a public picture that tells more than whose it is.
 */
export async function tryCorpus(files: (Buffer | string)[]): Promise<Told> {
  const size = Math.min(4, cpus().length)
  const folder = await mkdtemp(join(tmpdir(), 'pouire-corpus-'))
  const children = openImageChildren({ size })
  const told: Told = { files: files.length, drawn: 0, refused: {}, faults: [] }
  let next = 0
  const work = async () => {
    while (next < files.length) {
      const index = next++
      const own = join(folder, String(index))
      await mkdir(own)
      const given = files[index] as Buffer | string
      const said = await tryFile(own, typeof given === 'string' ? await readFile(given) : given, children)
      const name = typeof given === 'string' ? given : `mutated ${index}`
      if (said === 'drawn') told.drawn += 1
      else if (said.refused) told.refused[said.refused] = (told.refused[said.refused] ?? 0) + 1
      if (said !== 'drawn') told.faults.push(...said.faults.map((fault) => `${name}: ${fault}`))
      await rm(own, { recursive: true })
    }
  }
  try {
    await Promise.all(Array.from({ length: size }, work))
    if (children.lost()) told.faults.push(`${children.lost()} processes ended over a file`)
    return told
  } finally {
    await children.close()
    await rm(folder, { recursive: true })
  }
}

type Said = 'drawn' | { refused?: string; faults: string[] }

async function tryFile(folder: string, bytes: Buffer, children: ImageChildren): Promise<Said> {
  const original = join(folder, 'original')
  await writeFile(original, bytes)
  try {
    const { keys, pixels } = await children.draw({ original, folder, credit, minPixels: 1 })
    await readMetadata(original)
    await writeDeliveryCopy(original, join(folder, 'delivery'), credit)
    if ((await children.look(join(folder, 'delivery'))) !== pixels) return { refused: 'notCleanable', faults: [] }
    const faults = await tellTales(folder, keys)
    return faults.length ? { faults } : 'drawn'
  } catch (error) {
    if (!(error instanceof Refusal)) return { faults: [error instanceof Error ? error.message : String(error)] }
    const isWorded = [fr, en].every((words) => typeof (words as Record<string, unknown>)[error.key] === 'string')
    const faults = [...(isWorded ? [] : [`no words for ${error.key}`]), ...(error.key === 'timeout' || error.key === 'trouble' ? [error.key] : [])]
    return { refused: error.key, faults }
  }
}

async function tellTales(folder: string, keys: Drawn['keys']) {
  const faults: string[] = []
  for (const [name, key] of Object.entries(keys)) {
    const found = await foundIn(await readFile(join(folder, key)))
    if (found.length) faults.push(`${name} carries ${found.join(', ')}`)
  }
  return faults
}

const ALLOWED_XMP = new Set([
  'x:xmpmeta',
  'x:xmptk',
  'rdf:RDF',
  'rdf:Description',
  'rdf:about',
  'rdf:Seq',
  'rdf:Alt',
  'rdf:li',
  'xml:lang',
  'dc:creator',
  'dc:rights',
  'xmpRights:Marked',
  'xmpRights:WebStatement',
  'plus:DataMining',
])

/** What a picture carries beside its pixels and whose they are. */
export async function foundIn(picture: Buffer): Promise<string[]> {
  const { exif, iptc, icc, xmp, comments } = await sharp(picture).metadata()
  const text = xmp?.toString('utf8') ?? ''
  const names = [...text.matchAll(/[<\s]([A-Za-z]+:[A-Za-z]+)(?=[\s=>/])/g)].map(([, name]) => name ?? '').filter((name) => !name.startsWith('xmlns:'))
  return [
    ...Object.entries({ exif, iptc, icc, comments })
      .filter(([, value]) => value)
      .map(([name]) => name),
    ...new Set(names.filter((name) => !ALLOWED_XMP.has(name))),
  ]
}
