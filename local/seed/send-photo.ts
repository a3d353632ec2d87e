import { createHash } from 'node:crypto'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { ExifTool } from 'exiftool-vendored'
import { db, schema } from '@/db'
import type { User } from '@/lib/actor'
import { completeUpload } from '@/lib/photos/complete-upload'
import { PART_BYTES, partsOf } from '@/lib/photos/rules'
import { savePhoto } from '@/lib/photos/save-photo'
import { signParts } from '@/lib/photos/sign-parts'
import { startUpload } from '@/lib/photos/start-upload'
import type { Caption, Taken } from './plan'
import { until } from './until'

const { photos } = schema

/** A file to be sent, with what its camera and its author wrote into it. */
export type Shot = Caption & Taken

/** Somewhere to dress files with metadata while `work` runs; gone after it. */
export async function withCamera<T>(work: (dress: (shot: Shot, from: string | Buffer) => Promise<Buffer>) => Promise<T>): Promise<T> {
  const exiftool = new ExifTool({ maxProcs: 1 })
  const dir = await mkdtemp(join(tmpdir(), 'pouire-seed-'))
  try {
    return await work(async (shot, from) => {
      const file = join(dir, shot.file)
      await (typeof from === 'string' ? copyFile(from, file) : writeFile(file, from))
      await exiftool.write(file, tagsOf(shot), { writeArgs: ['-overwrite_original'] })
      const bytes = await readFile(file)
      await rm(file)
      return bytes
    })
  } finally {
    await exiftool.end()
    await rm(dir, { recursive: true, force: true })
  }
}

const tagsOf = ({ camera, takenAt, titleFr, tagsFr, city, country, creator }: Shot) =>
  ({
    Make: camera.make,
    Model: camera.model,
    LensModel: camera.lens,
    FocalLength: `${camera.focalMm} mm`,
    FNumber: camera.aperture,
    ExposureTime: camera.seconds,
    ISO: camera.iso,
    DateTimeOriginal: takenAt.toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', ':'),
    OffsetTimeOriginal: '+00:00',
    SerialNumber: '031337',
    GPSLatitude: 12.6,
    GPSLatitudeRef: 'N',
    GPSLongitude: 8,
    GPSLongitudeRef: 'W',
    'IPTC:CodedCharacterSet': 'UTF8',
    'IPTC:ObjectName': titleFr.slice(0, 64),
    'IPTC:Keywords': tagsFr,
    'IPTC:City': city.slice(0, 32),
    'IPTC:Country-PrimaryLocationName': country,
    'IPTC:By-line': creator.slice(0, 32),
  }) as Parameters<ExifTool['write']>[1]

/** The author's newest photo of this file that came in whole, or undefined. */
export const findSent = async (author: User, fileName: string) => {
  const mine = and(eq(photos.fileName, fileName), eq(photos.photographerId, author.photographerId ?? ''))
  const row = await db.query.photos.findFirst({ where: mine, orderBy: (t, { desc }) => desc(t.createdAt) })
  return row && !['draft', 'failed', 'deleted'].includes(row.status) ? row : undefined
}

/** Sent the way a browser sends it, in parts, to signed addresses. Resolves with its id. */
export async function sendPhoto(author: User, fileName: string, bytes: Buffer): Promise<string> {
  const fingerprint = createHash('sha256').update(bytes).digest('hex')
  const { photoId } = await startUpload(author, { fileName, sizeBytes: bytes.length, mimeType: 'image/jpeg', fingerprint })
  const parts = partsOf(bytes.length)
  for (const { number, url } of await signParts(author, { photoId, numbers: parts.map(({ number }) => number) })) {
    const answer = await fetch(url, { method: 'PUT', body: new Uint8Array(bytes.subarray((number - 1) * PART_BYTES, number * PART_BYTES)) })
    if (!answer.ok) throw new Error(`${fileName}: storage answered ${answer.status} to part ${number}`)
  }
  await completeUpload(author, { photoId })
  return photoId
}

/** The photo once ingest is done with it. Throws when ingest refused it. */
export async function takenIn(photoId: string, fileName: string) {
  const photo = await until(`${fileName} out of ingest`, async () => {
    const row = await db.query.photos.findFirst({ where: eq(photos.id, photoId) })
    return row && !['draft', 'uploaded', 'processing'].includes(row.status) ? row : null
  })
  if (photo.status === 'failed') throw new Error(`${fileName}: refused by ingest (${photo.failureKey})`)
  return photo
}

/** The photo's form is filled in. */
export async function fillForm(author: User, photoId: string, words: Caption & Pick<Taken, 'priceXof' | 'people'> & { recognisable?: boolean }) {
  const category = await db.query.categories.findFirst({ where: eq(schema.categories.nameFr, words.category) })
  await savePhoto(author, {
    photoId,
    titleFr: words.titleFr,
    titleEn: words.titleEn,
    descriptionFr: '',
    descriptionEn: '',
    tags: words.tagsFr,
    categoryId: category?.id ?? null,
    city: words.city,
    countryCode: words.countryCode,
    priceXof: words.priceXof,
    people: words.people,
    recognisable: words.recognisable ?? false,
    editorialOnly: false,
    aiMade: false,
  })
}
