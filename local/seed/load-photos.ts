import { createHash } from 'node:crypto'
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { and, eq } from 'drizzle-orm'
import { ExifTool } from 'exiftool-vendored'
import { db, schema } from '@/db'
import type { User } from '@/lib/actor'
import { completeUpload } from '@/lib/photos/complete-upload'
import { publishPhoto } from '@/lib/photos/publish-photo'
import { rejectPhoto } from '@/lib/photos/reject-photo'
import { PART_BYTES, partsOf } from '@/lib/photos/rules'
import { savePhoto } from '@/lib/photos/save-photo'
import { signParts } from '@/lib/photos/sign-parts'
import { startUpload } from '@/lib/photos/start-upload'
import { submitPhoto } from '@/lib/photos/submit-photo'
import type { PlannedPhoto } from './plan'
import { until } from './until'

const { photos } = schema

/** Every planned photo has gone through upload, ingest, form and review, and stands where its plan says. Photos that stand there already are left alone. */
export async function loadPhotos(planned: PlannedPhoto[], actors: Map<string, User>, reviewer: User, say: (line: string) => void) {
  const exiftool = new ExifTool({ maxProcs: 1 })
  const dir = await mkdtemp(join(tmpdir(), 'pouire-seed-'))
  const categories = new Map((await db.select().from(schema.categories)).map((category) => [category.nameFr, category.id]))
  try {
    // Two at a time: one is uploaded and described while the worker decodes the other.
    const queue = [...planned]
    let done = 0
    await Promise.all(
      [1, 2].map(async () => {
        for (let photo = queue.shift(); photo; photo = queue.shift()) {
          const author = actors.get(photo.photographer)
          if (!author) throw new Error(`no actor for ${photo.photographer}`)
          await load(photo, author, reviewer, categories, exiftool, dir)
          done++
          if (done % 10 === 0) say(`${done} of ${planned.length} photos`)
        }
      }),
    )
  } finally {
    await exiftool.end()
    await rm(dir, { recursive: true, force: true })
  }
}

async function load(photo: PlannedPhoto, author: User, reviewer: User, categories: Map<string, string>, exiftool: ExifTool, dir: string) {
  const mine = and(eq(photos.fileName, photo.file), eq(photos.photographerId, author.photographerId ?? ''))
  const before = await db.query.photos.findFirst({ where: mine, orderBy: (t, { desc }) => desc(t.createdAt) })
  let photoId = before && !['draft', 'failed'].includes(before.status) ? before.id : await upload(photo, author, exiftool, dir)

  const status = await until(`${photo.file} out of ingest`, async () => {
    const row = await db.query.photos.findFirst({ where: eq(photos.id, photoId) })
    return row && !['draft', 'uploaded', 'processing'].includes(row.status) ? row : null
  })
  if (status.status === 'failed') throw new Error(`${photo.file}: refused by ingest (${status.failureKey})`)
  photoId = status.id

  if (status.status === 'ready') {
    await savePhoto(author, {
      photoId,
      titleFr: photo.titleFr,
      titleEn: photo.titleEn,
      descriptionFr: '',
      descriptionEn: '',
      tags: photo.tagsFr,
      categoryId: categories.get(photo.category) ?? '',
      city: photo.city,
      countryCode: photo.countryCode,
      priceXof: photo.priceXof,
      people: photo.people,
      recognisable: false,
      editorialOnly: false,
      aiMade: false,
    })
    await submitPhoto(author, { photoId })
  }
  const submitted = await db.query.photos.findFirst({ where: eq(photos.id, photoId) })
  if (submitted?.status !== 'submitted') return
  if (photo.fate === 'published') await publishPhoto(reviewer, { photoId })
  if (photo.fate === 'rejected')
    await rejectPhoto(reviewer, { photoId, reasons: ['sharpness', 'keywords'], note: 'Une autre vue de la même série passerait sans peine.' })
}

/** The picture with a camera's metadata written in is sent the way a browser sends it: in parts, to signed addresses. */
async function upload(photo: PlannedPhoto, author: User, exiftool: ExifTool, dir: string): Promise<string> {
  const file = join(dir, photo.file)
  await copyFile(fileURLToPath(new URL(`./photos/${photo.file}`, import.meta.url)), file)
  const { camera } = photo
  const at = photo.takenAt.toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', ':')
  await exiftool.write(
    file,
    {
      Make: camera.make,
      Model: camera.model,
      LensModel: camera.lens,
      FocalLength: `${camera.focalMm} mm`,
      FNumber: camera.aperture,
      ExposureTime: camera.seconds,
      ISO: camera.iso,
      DateTimeOriginal: at,
      OffsetTimeOriginal: '+00:00',
      SerialNumber: '031337',
      GPSLatitude: 12.6,
      GPSLatitudeRef: 'N',
      GPSLongitude: 8,
      GPSLongitudeRef: 'W',
      'IPTC:CodedCharacterSet': 'UTF8',
      'IPTC:ObjectName': photo.titleFr.slice(0, 64),
      'IPTC:Keywords': photo.tagsFr,
      'IPTC:City': photo.city.slice(0, 32),
      'IPTC:Country-PrimaryLocationName': photo.country,
    } as Parameters<ExifTool['write']>[1],
    { writeArgs: ['-overwrite_original'] },
  )
  const bytes = await readFile(file)
  const fingerprint = createHash('sha256').update(bytes).digest('hex')
  const { photoId } = await startUpload(author, { fileName: photo.file, sizeBytes: bytes.length, mimeType: 'image/jpeg', fingerprint })
  const parts = partsOf(bytes.length)
  for (const { number, url } of await signParts(author, { photoId, numbers: parts.map(({ number }) => number) })) {
    const answer = await fetch(url, { method: 'PUT', body: new Uint8Array(bytes.subarray((number - 1) * PART_BYTES, number * PART_BYTES)) })
    if (!answer.ok) throw new Error(`${photo.file}: storage answered ${answer.status} to part ${number}`)
  }
  await completeUpload(author, { photoId })
  await rm(file)
  return photoId
}
