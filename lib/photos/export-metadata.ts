import { and, desc, eq, notInArray } from 'drizzle-orm'
import { db, schema } from '@/db'
import type { Actor } from '@/lib/actor'
import { translator } from '@/lib/i18n'
import { writeTable } from './metadata-table'
import { ofSheet, tagWords } from './own-photos'
import { assertPhotographer } from './policy'
import type { Sheet } from './sheet-state'

const { photos, categories, countries } = schema

/** The metadata of the photographer's own photos that the sheet asks for, newest first, as a table in their language. */
export async function exportMetadata(actor: Actor, sheet: Partial<Sheet>): Promise<string> {
  assertPhotographer(actor)
  const t = translator(actor.locale)
  const isEnglish = actor.locale === 'en'
  const yesNo = (value: boolean) => t(value ? 'sheet.csv.yes' : 'sheet.csv.no')
  const rows = await db
    .select({
      photo: photos,
      tags: tagWords,
      category: isEnglish ? categories.nameEn : categories.nameFr,
      country: isEnglish ? countries.nameEn : countries.nameFr,
    })
    .from(photos)
    .leftJoin(categories, eq(categories.id, photos.categoryId))
    .leftJoin(countries, eq(countries.code, photos.countryCode))
    .where(and(eq(photos.photographerId, actor.photographerId), notInArray(photos.status, ['deleted', 'draft']), ofSheet(sheet)))
    .orderBy(desc(photos.createdAt), desc(photos.id))
  const table = rows.map(({ photo, tags, category, country }) => ({
    id: photo.id,
    fileName: photo.fileName,
    titleFr: photo.titleFr,
    titleEn: photo.titleEn,
    descriptionFr: photo.descriptionFr,
    descriptionEn: photo.descriptionEn,
    tags: tags.join(', '),
    category: category ?? '',
    city: photo.city,
    country: country ?? '',
    price: photo.priceXof === null ? '' : String(photo.priceXof),
    people: t(`sheet.csv.people.${photo.people}`),
    recognisable: yesNo(photo.recognisable),
    editorial: yesNo(photo.editorialOnly),
    ai: yesNo(photo.aiMade),
  }))
  return writeTable(table, actor.locale)
}
