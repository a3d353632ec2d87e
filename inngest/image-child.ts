import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Credit, type Derivative, derivatives, makePictures, type Pictures, pixelsOf, prepareImages } from '@/lib/images'
import { cutTiles, type Grid } from '@/lib/images/cut-tiles'
import { Refusal, type RefusalKey } from '@/lib/images/refusal'

/** One photo: where it lies, where its pictures go, and what is written into them. */
export type DrawJob = { original: string; folder: string; credit: Credit; minPixels?: number }
type Hash = 'phash' | 'dhash' | 'mirrorPhash' | 'mirrorDhash'
/** Plain data, fit for a message: hashes as decimal text, and in `keys` names of files in the job's folder, made of their content. */
export type Drawn = Omit<Pictures, 'files' | Hash> & Record<Hash, string> & { keys: Record<Derivative, string> }
/** One photo to look at closely: its tiles go to `<folder>/<row>/<column>.jpg`. */
export type CutJob = { original: string; folder: string; tilePx: number }
/** One file to decode, for what it shows. */
export type LookJob = { look: string }
export type Job = DrawJob | CutJob | LookJob
export type Answer = { ready: true } | { drawn: Drawn } | { cut: Grid } | { pixels: string } | { refused: RefusalKey } | { fault: string }

/** The pictures are files in the job's folder, each named by the hash of its content. */
async function draw({ original, folder, credit, minPixels }: DrawJob): Promise<Drawn> {
  const { files, phash, dhash, mirrorPhash, mirrorDhash, ...facts } = await makePictures(await readFile(original), credit, minPixels)
  const keys = {} as Record<Derivative, string>
  for (const name of derivatives) {
    keys[name] = `${createHash('sha256').update(files[name]).digest('hex').slice(0, 32)}.${name === 'previewJpeg' ? 'jpg' : 'webp'}`
    await writeFile(join(folder, keys[name]), files[name])
  }
  return { ...facts, phash: String(phash), dhash: String(dhash), mirrorPhash: String(mirrorPhash), mirrorDhash: String(mirrorDhash), keys }
}

async function answer(job: Job): Promise<Answer> {
  try {
    if ('tilePx' in job) return { cut: await cutTiles(await readFile(job.original), job.folder, job.tilePx) }
    if ('look' in job) return { pixels: await pixelsOf(await readFile(job.look)) }
    return { drawn: await draw(job) }
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.key }
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) } // Handed to the parent, which throws it there.
  }
}

/** This process knows no secrets, holds no connection and has a bound on its memory: a file that breaks a decoder breaks only it. */
async function serveParent(tell: (said: Answer) => void) {
  process.on('message', async (job: Job) => tell(await answer(job)))
  process.on('disconnect', () => process.exit(0)) // The worker is gone.
  await prepareImages()
  tell({ ready: true })
}

if (process.send) await serveParent(process.send.bind(process))
else throw new Error('image-child is started by the worker, not by hand.')
