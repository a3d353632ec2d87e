import { boolean, index, integer, jsonb, pgEnum, pgTable, primaryKey, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { locale, photographers, users } from './accounts'
import { photos } from './catalog'
import { createdAt, id, moment } from './columns'

export const releaseKind = pgEnum('release_kind', ['model', 'property'])
export const editSource = pgEnum('edit_source', ['bulk', 'csv'])

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
