import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { photographers, users } from './accounts'
import { createdAt, id, moment, updatedAt } from './columns'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

export const photoStatus = pgEnum('photo_status', [
  'draft',
  'uploaded',
  'processing',
  'ready',
  'failed',
  'submitted',
  'published',
  'rejected',
  'appealed',
  'unlisted',
  'deleted',
  'taken_down',
])
export const orientation = pgEnum('orientation', ['landscape', 'portrait', 'square', 'panorama'])
export const people = pgEnum('people', ['none', 'one', 'several'])
export const licence = pgEnum('licence', ['standard', 'extended'])
export const reviewDecision = pgEnum('review_decision', ['published', 'rejected'])

export const categories = pgTable(
  'categories',
  {
    id: id(),
    slug: text().notNull(),
    nameFr: text().notNull(),
    nameEn: text().notNull(),
    parentId: uuid().references((): AnyPgColumn => categories.id),
    position: integer().notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('categories_slug_once').on(t.slug)], // searchPhotos by category
)

/** African countries, for filters, forms and words one can search by. */
export const countries = pgTable('countries', { code: text().primaryKey(), nameFr: text().notNull(), nameEn: text().notNull() })

/** A word a photo can be found by. `slug` is the French word folded: lower case, no accents. */
export const tags = pgTable(
  'tags',
  { id: id(), slug: text().notNull(), wordFr: text().notNull(), wordEn: text(), createdAt: createdAt() },
  (t) => [uniqueIndex('tags_slug_once').on(t.slug)], // ensureTags
)

/** A photo's whole life, from the first byte sent to the sale. Keys of objects are made by the server alone. */
export const photos = pgTable(
  'photos',
  {
    id: id(),
    slug: text().notNull(),
    photographerId: uuid()
      .notNull()
      .references(() => photographers.id),
    status: photoStatus().notNull().default('draft'),

    titleFr: text().notNull().default(''),
    titleEn: text().notNull().default(''),
    descriptionFr: text().notNull().default(''),
    descriptionEn: text().notNull().default(''),
    categoryId: uuid().references(() => categories.id),
    city: text().notNull().default(''),
    countryCode: text(),
    priceXof: integer(),
    editorialOnly: boolean().notNull().default(false),
    people: people().notNull().default('none'),
    recognisable: boolean().notNull().default(false),
    aiMade: boolean().notNull().default(false),

    fileName: text().notNull(), // Display text only.
    mimeType: text().notNull(),
    sizeBytes: integer().notNull(),
    uploadKey: text().notNull(),
    uploadId: text(), // The store's multipart upload, until it is completed or aborted.
    fingerprint: text(), // What the browser knows a file by before it is sent: the same file chosen again goes on where it was.
    failureKey: text(), // A message key under `ingest`.

    sha256: text(),
    phash: bigint({ mode: 'bigint' }),
    dhash: bigint({ mode: 'bigint' }),
    brightness: smallint(), // 0 black to 100 white: the mean lightness an eye sees.
    sharpness: smallint(), // 0 to 100: how much fine detail the sharpest parts hold.
    widthPx: integer(),
    heightPx: integer(),
    orientation: orientation(),
    thumbhash: text(), // Base64.
    colours: jsonb().$type<{ hex: string; share: number }[]>(),
    creator: text(), // The name the file itself gives: the desk compares.
    takenAt: moment(),
    camera: text(),
    lens: text(),
    exposure: text(),
    originalKey: text(),
    deliveryKey: text(),
    deliverySha256: text(),
    deliveryBytes: integer(),
    previewKey: text(),
    previewJpegKey: text(),
    largeKey: text(),
    mediumKey: text(),
    smallKey: text(),

    salesCount: integer().notNull().default(0),
    searchVector: tsvector(), // Kept by a trigger: see migrations.
    submittedAt: moment(),
    publishedAt: moment(),
    deletedAt: moment(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex('photos_slug_once').on(t.slug), // getPhotoPage
    uniqueIndex('photos_original_once').on(t.sha256).where(sql`status not in ('draft', 'uploaded', 'processing', 'failed', 'deleted')`), // no file is sold twice
    index('photos_search').using('gin', t.searchVector).where(sql`status = 'published'`), // searchPhotos
    index('photos_newest').on(t.publishedAt.desc(), t.id.desc()).where(sql`status = 'published'`), // searchPhotos sort=newest
    index('photos_most_sold').on(t.salesCount.desc(), t.id.desc()).where(sql`status = 'published'`), // searchPhotos sort=sold
    index('photos_by_price').on(t.priceXof, t.id).where(sql`status = 'published'`), // searchPhotos sort=price
    index('photos_by_category').on(t.categoryId, t.publishedAt.desc()).where(sql`status = 'published'`), // searchPhotos by category
    index('photos_by_photographer').on(t.photographerId, t.createdAt.desc()), // listOwnPhotos
    index('photos_unfinished').on(t.photographerId, t.fingerprint).where(sql`status = 'draft'`), // findUnfinished, purgeUploads
    index('photos_by_look').on(t.phash, t.dhash, t.id).where(sql`phash is not null`), // findNearDuplicates
    index('photos_deleted').on(t.deletedAt).where(sql`status = 'deleted' and original_key is not null`), // purgeDeleted
    index('photos_waiting').on(t.submittedAt).where(sql`status in ('submitted', 'appealed')`), // listReviewQueue
    index('photos_stuck').on(t.updatedAt).where(sql`status in ('uploaded', 'processing')`), // sweepOwed
    check('photos_price', sql`${t.priceXof} is null or (${t.priceXof} between 100 and 5000000 and ${t.priceXof} % 25 = 0)`),
    check('photos_country', sql`${t.countryCode} is null or ${t.countryCode} ~ '^[A-Z]{2}$'`),
    check('photos_size', sql`${t.sizeBytes} > 0`),
    check(
      'photos_published_whole',
      sql`${t.status} <> 'published' or (${t.priceXof} is not null and ${t.titleFr} <> '' and ${t.categoryId} is not null and ${t.originalKey} is not null and ${t.deliveryKey} is not null and ${t.previewKey} is not null and ${t.largeKey} is not null and ${t.mediumKey} is not null and ${t.smallKey} is not null and ${t.publishedAt} is not null)`,
    ),
  ],
)

export const photoTags = pgTable(
  'photo_tags',
  {
    photoId: uuid()
      .notNull()
      .references(() => photos.id, { onDelete: 'cascade' }),
    tagId: uuid()
      .notNull()
      .references(() => tags.id),
    position: smallint().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.photoId, t.tagId] }), index('photo_tags_by_tag').on(t.tagId)], // listSimilar
)

/** The catalogue of reasons a photo can be refused for; `code` is what reviews store. */
export const rejectionReasons = pgTable('rejection_reasons', {
  code: text().primaryKey(),
  position: integer().notNull(),
  nameFr: text().notNull(),
  nameEn: text().notNull(),
  adviceFr: text().notNull(),
  adviceEn: text().notNull(),
  exampleFr: text().notNull().default(''),
  exampleEn: text().notNull().default(''),
  retiredAt: moment(), // No longer offered; earlier reviews still name it.
})

/** Each decision of the review desk, append-only. */
export const reviews = pgTable(
  'reviews',
  {
    id: id(),
    photoId: uuid()
      .notNull()
      .references(() => photos.id),
    reviewerId: uuid()
      .notNull()
      .references(() => users.id),
    decision: reviewDecision().notNull(),
    reasons: text().array().notNull().default(sql`'{}'`),
    box: jsonb().$type<{ x: number; y: number; width: number; height: number }>(), // Shares of the picture, 0 to 1.
    note: text().notNull().default(''),
    createdAt: createdAt(),
  },
  (t) => [index('reviews_by_photo').on(t.photoId, t.createdAt.desc())], // listReviewsOf
)

/** Values an admin sets; lib/catalog/settings.ts names them and their bounds. */
export const settings = pgTable('settings', { key: text().primaryKey(), value: jsonb().notNull(), updatedAt: updatedAt() })
