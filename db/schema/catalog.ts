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
import { locale, photographers, users } from './accounts'
import { createdAt, id, moment, updatedAt } from './columns'

/** What of a photo a bulk edit may change. Tags are French words. */
export type PhotoBefore = {
  photoId: string
  titleFr: string
  titleEn: string
  descriptionFr: string
  descriptionEn: string
  tags: string[]
  categoryId: string | null
  city: string
  countryCode: string | null
  priceXof: number | null
  people: 'none' | 'one' | 'several'
  recognisable: boolean
  editorialOnly: boolean
  aiMade: boolean
  releaseIds: string[]
}

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
export const releaseKind = pgEnum('release_kind', ['model', 'property'])
export const editSource = pgEnum('edit_source', ['bulk', 'csv'])
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

/** One appeal a photo: the photographer's words against a refusal, decided by somebody else. */
export const appeals = pgTable(
  'appeals',
  {
    id: id(),
    photoId: uuid()
      .notNull()
      .references(() => photos.id),
    text: text().notNull(),
    createdAt: createdAt(),
    decidedAt: moment(),
  },
  (t) => [uniqueIndex('appeals_photo_once').on(t.photoId)], // getAppeal
)

/** Who is looking at a photo that waits, so that two do not judge it at once. A lock whose time is over is none. */
export const reviewLocks = pgTable('review_locks', {
  photoId: uuid()
    .primaryKey()
    .references(() => photos.id, { onDelete: 'cascade' }),
  reviewerId: uuid()
    .notNull()
    .references(() => users.id),
  lockedUntil: moment().notNull(),
})

/** Tiles of an original at full size, cut for the desk when somebody looks closely, gone once the photo is decided. */
export const inspections = pgTable('inspections', {
  photoId: uuid()
    .primaryKey()
    .references(() => photos.id, { onDelete: 'cascade' }),
  keyPrefix: text().notNull(), // Private: `tiles/<random>/`; a tile is `<row>/<column>.jpg` under it.
  tilePx: integer().notNull(),
  columns: integer(), // Null until the worker has cut them.
  rows: integer(),
  askedAt: createdAt(),
  readyAt: moment(),
})

/** A photo that looks like an earlier one, found when it came in. */
export const nearDuplicates = pgTable(
  'near_duplicates',
  {
    photoId: uuid() // The later one.
      .notNull()
      .references(() => photos.id, { onDelete: 'cascade' }),
    otherId: uuid()
      .notNull()
      .references(() => photos.id, { onDelete: 'cascade' }),
    isOwn: boolean().notNull(), // Both are one photographer's: theirs to choose. Else the desk's to judge.
    isMirrored: boolean().notNull().default(false),
    distance: smallint().notNull(), // Bits of the perceptual hashes that differ, of 64.
    keptBothAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.photoId, t.otherId] }), index('near_duplicates_by_other').on(t.otherId)], // listNearDuplicates
)

/** A signed paper that allows the use of a person's likeness (model) or of a place or thing (property). Private. */
export const releases = pgTable(
  'releases',
  {
    id: id(),
    photographerId: uuid()
      .notNull()
      .references(() => photographers.id),
    kind: releaseKind().notNull(),
    subject: text().notNull(), // Whose or of what, in the photographer's words.
    fileName: text().notNull(), // Display text only.
    mimeType: text().notNull(),
    sizeBytes: integer().notNull(),
    key: text().notNull(),
    sha256: text(), // Null until the file is there and is what it says.
    deletedAt: moment(),
    createdAt: createdAt(),
  },
  (t) => [index('releases_by_photographer').on(t.photographerId, t.createdAt.desc())], // listReleases
)

export const photoReleases = pgTable(
  'photo_releases',
  {
    photoId: uuid()
      .notNull()
      .references(() => photos.id, { onDelete: 'cascade' }),
    releaseId: uuid()
      .notNull()
      .references(() => releases.id),
  },
  (t) => [primaryKey({ columns: [t.photoId, t.releaseId] }), index('photo_releases_by_release').on(t.releaseId)], // listReleases
)

/** One change made to many photos at once, with what they were before: what an undo puts back. */
export const photoEdits = pgTable(
  'photo_edits',
  {
    id: id(),
    photographerId: uuid()
      .notNull()
      .references(() => photographers.id),
    source: editSource().notNull(),
    before: jsonb().$type<PhotoBefore[]>().notNull(),
    after: jsonb().$type<PhotoBefore[]>().notNull(), // An undo leaves alone what was changed again since.
    createdAt: createdAt(),
    undoneAt: moment(),
  },
  (t) => [index('photo_edits_newest').on(t.photographerId, t.createdAt.desc())], // findLastEdit
)

/** Words that mean the same to somebody who searches; a word may stand in several groups. `slug` is the word folded. */
export const synonyms = pgTable(
  'synonyms',
  { groupId: uuid().notNull(), slug: text().notNull(), word: text().notNull(), locale: locale().notNull() },
  (t) => [primaryKey({ columns: [t.groupId, t.slug, t.locale] }), index('synonyms_by_word').on(t.slug)], // suggestTags
)

/** Values an admin sets; lib/catalog/settings.ts names them and their bounds. */
export const settings = pgTable('settings', { key: text().primaryKey(), value: jsonb().notNull(), updatedAt: updatedAt() })
