import { fileURLToPath } from 'node:url'
import { eq, or } from 'drizzle-orm'
import sharp from 'sharp'
import { db, schema } from '@/db'
import type { User } from '@/lib/actor'
import { formatDate } from '@/lib/i18n'
import { appealPhoto } from '@/lib/photos/appeal-photo'
import { attachReleases } from '@/lib/photos/attach-releases'
import { finishRelease } from '@/lib/photos/finish-release'
import { keepBoth } from '@/lib/photos/keep-both'
import { rejectPhoto } from '@/lib/photos/reject-photo'
import { listReleases } from '@/lib/photos/releases'
import { startRelease } from '@/lib/photos/start-release'
import { submitPhoto } from '@/lib/photos/submit-photo'
import type { PlannedCase } from './desk-plan'
import { printModelRelease } from './model-release'
import { fillForm, findSent, sendPhoto, takenIn, withCamera } from './send-photo'

const { photos, reviews, nearDuplicates } = schema
const MODEL = 'Ndèye Sarr'

/** Every case stands where its story leaves it, two loaded at a time; what a killed run had done is not done again. Needs the photos they look like. */
export async function loadCases(planned: PlannedCase[], actors: Map<string, User>, reviewer: User) {
  await withCamera(async (dress) => {
    const queue = [...planned]
    await Promise.all(
      [1, 2].map(async () => {
        for (let one = queue.shift(); one; one = queue.shift()) {
          const author = actors.get(one.photographer)
          if (!author) throw new Error(`no actor for ${one.photographer}`)
          const before = await findSent(author, one.file)
          const photo = await takenIn(before?.id ?? (await sendPhoto(author, one.file, await dress(one, await seenAgain(one)))), one.file)
          await tell(one, author, reviewer, photo)
        }
      }),
    )
  })
}

/** The part of the picture, as large as the platform asks for at least. */
async function seenAgain({ from, cut, mirrored }: PlannedCase) {
  const picture = sharp(fileURLToPath(new URL(`./photos/${from}`, import.meta.url)))
  const { width, height } = await picture.metadata()
  const [w, h] = [Math.round(width * cut.width), Math.round(height * cut.height)]
  const part = picture.extract({ left: Math.round(width * cut.left), top: Math.round(height * cut.top), width: w, height: h })
  const enlarged = Math.max(1, Math.sqrt(LEAST_PIXELS / (w * h)))
  return (mirrored ? part.flop() : part)
    .resize(Math.ceil(w * enlarged))
    .jpeg({ quality: 88 })
    .toBuffer()
}

const LEAST_PIXELS = 4_200_000

/** From where the photo stands to where its story ends. */
async function tell(one: PlannedCase, author: User, reviewer: User, { id: photoId, status }: { id: string; status: string }) {
  const isTold = async () => (await db.$count(reviews, eq(reviews.photoId, photoId))) > 0
  if (status === 'ready') {
    await fillForm(author, photoId, one)
    if (one.story === 'undecided') return
    if (one.story === 'kept') await keepPairs(author, photoId)
    if (one.story === 'released') await attachReleases(author, { photoId, releaseIds: [await signedRelease(one, author)] })
    await submitPhoto(author, { photoId })
  }
  if (one.story !== 'again' && one.story !== 'appeal') return
  if (!(await isTold())) {
    const note = one.story === 'again' ? 'Cinq mots-clés au moins doivent dire ce qu’on voit.' : ''
    await rejectPhoto(reviewer, { photoId, reasons: one.story === 'again' ? ['keywords', 'caption'] : ['sharpness'], note, box: FAULT })
  }
  const refused = await db.query.photos.findFirst({ where: eq(photos.id, photoId) })
  if (refused?.status !== 'rejected') return
  if (one.story === 'appeal') return void (await appealPhoto(author, { photoId, text: APPEAL }))
  await fillForm(author, photoId, { ...one, titleFr: `${one.titleFr}, San-Pédro`, titleEn: `${one.titleEn}, San-Pédro` })
  await submitPhoto(author, { photoId })
}

const FAULT = { x: 0.36, y: 0.3, width: 0.28, height: 0.34 }
const APPEAL = 'Le flou des phares est voulu : il dit la vitesse. Les visages des deux passagers, eux, sont nets à taille réelle.'

async function keepPairs(author: User, photoId: string) {
  const pairs = await db
    .select()
    .from(nearDuplicates)
    .where(or(eq(nearDuplicates.photoId, photoId), eq(nearDuplicates.otherId, photoId)))
  for (const pair of pairs.filter(({ isOwn }) => isOwn)) await keepBoth(author, { photoId: pair.photoId, otherId: pair.otherId })
}

async function signedRelease({ takenAt, creator, city }: PlannedCase, author: User) {
  const held = (await listReleases(author)).find(({ subject }) => subject === MODEL)
  if (held) return held.id
  const file = await printModelRelease({ model: MODEL, photographer: creator, city, signedOn: formatDate(takenAt, 'fr') })
  const fileName = 'autorisation-ndeye-sarr.pdf'
  const { releaseId, url, headers } = await startRelease(author, {
    kind: 'model',
    subject: MODEL,
    fileName,
    mimeType: 'application/pdf',
    sizeBytes: file.length,
  })
  const answer = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(file) })
  if (!answer.ok) throw new Error(`${fileName}: storage answered ${answer.status}`)
  await finishRelease(author, { releaseId })
  return releaseId
}
