import { eq } from 'drizzle-orm'
import { db, schema } from '@/db'
import { ensureTags } from '@/lib/catalog/ensure-tags'
import { aPhotographer, aPublishedPhoto } from '@/lib/testing'
import type { SavePhoto } from './inputs'
import { setTags } from './save-photo'

type Photographer = Awaited<ReturnType<typeof aPhotographer>>

/** A photo that ingest has finished, without words; its objects are not stored. */
export async function aReadyPhoto(owner?: Photographer) {
  const photographer = owner ?? (await aPhotographer())
  const photo = await aPublishedPhoto({
    photographerId: photographer.photographer.id,
    status: 'ready',
    titleFr: '',
    titleEn: '',
    categoryId: null,
    city: '',
    countryCode: null,
    priceXof: null,
    submittedAt: null,
    publishedAt: null,
  })
  return { photo, ...photographer }
}

/** A whole photo that waits for review. */
export async function aSubmittedPhoto(owner?: Photographer) {
  const photographer = owner ?? (await aPhotographer())
  const photo = await aPublishedPhoto({ photographerId: photographer.photographer.id, status: 'submitted', publishedAt: null })
  await db.transaction(async (tx) => setTags(tx, photo.id, await ensureTags(tx, ['piment', 'étal', 'marché', 'bamako', 'rouge'])))
  return { photo, ...photographer }
}

/** Words that make a photo complete. */
export async function someWords(photoId: string, changes: Partial<SavePhoto> = {}): Promise<SavePhoto> {
  const [category] = await db.select().from(schema.categories).where(eq(schema.categories.slug, 'cuisine'))
  return {
    photoId,
    titleFr: 'Piments, étal du matin',
    titleEn: '',
    descriptionFr: 'Un étal de piments.',
    descriptionEn: '',
    tags: ['Piment', 'étal', 'marché', 'Bamako', 'rouge'],
    categoryId: category?.id ?? null,
    city: 'Bamako',
    countryCode: 'ML',
    priceXof: 12_500,
    people: 'none',
    recognisable: false,
    editorialOnly: false,
    aiMade: false,
    ...changes,
  }
}
