import { fileURLToPath } from 'node:url'
import { eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { User } from '@/lib/actor'
import { publishPhoto } from '@/lib/photos/publish-photo'
import { rejectPhoto } from '@/lib/photos/reject-photo'
import { submitPhoto } from '@/lib/photos/submit-photo'
import type { PlannedPhoto } from './plan'
import { fillForm, findSent, type Shot, sendPhoto, takenIn, withCamera } from './send-photo'

/** Every planned photo has gone through upload, ingest, form and review, and stands where its plan says. Photos that stand there already are left alone. */
export async function loadPhotos(planned: PlannedPhoto[], actors: Map<string, User>, reviewer: User, say: (line: string) => void) {
  await withCamera(async (dress) => {
    // Two at a time: one is uploaded and described while the worker decodes the other.
    const queue = [...planned]
    let done = 0
    await Promise.all(
      [1, 2].map(async () => {
        for (let photo = queue.shift(); photo; photo = queue.shift()) {
          const author = actors.get(photo.photographer)
          if (!author) throw new Error(`no actor for ${photo.photographer}`)
          await load(photo, author, reviewer, dress)
          done++
          if (done % 10 === 0) say(`${done} of ${planned.length} photos`)
        }
      }),
    )
  })
}

async function load(photo: PlannedPhoto, author: User, reviewer: User, dress: (shot: Shot, from: string) => Promise<Buffer>) {
  const before = await findSent(author, photo.file)
  const picture = fileURLToPath(new URL(`./photos/${photo.file}`, import.meta.url))
  const { id: photoId, status } = await takenIn(before?.id ?? (await sendPhoto(author, photo.file, await dress(photo, picture))), photo.file)
  if (status === 'ready') {
    await fillForm(author, photoId, photo)
    await submitPhoto(author, { photoId })
  }
  const submitted = await db.query.photos.findFirst({ where: eq(schema.photos.id, photoId) })
  if (submitted?.status !== 'submitted') return
  if (photo.fate === 'published') await publishPhoto(reviewer, { photoId })
  if (photo.fate === 'rejected')
    await rejectPhoto(reviewer, { photoId, reasons: ['sharpness', 'keywords'], note: 'Une autre vue de la même série passerait sans peine.' })
}
