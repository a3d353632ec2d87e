import { z } from 'zod'
import { isPrice } from '@/lib/money'

const words = (max: number) => z.string().trim().max(max)

const sha256 = z.string().regex(/^[\da-f]{64}$/)

/** `fingerprint` is what the browser knows the file by, `sha256` what it says the whole file hashes to: a hint that spares a duplicate its bytes. */
export const startUploadInput = z.strictObject({
  fileName: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .regex(/^[^\0]*$/), // No database takes a NUL.
  sizeBytes: z.int(),
  mimeType: z.string().max(100),
  fingerprint: sha256,
  sha256: sha256.optional(),
})

export const signPartsInput = z.strictObject({ numbers: z.array(z.int()).min(1).max(100) })

/** All that is said of a photo: what one form, a bulk edit or a file of metadata may change. */
export const photoWordsInput = z.strictObject({
  titleFr: words(120),
  titleEn: words(120),
  descriptionFr: words(2_000),
  descriptionEn: words(2_000),
  tags: z.array(words(40)).max(50, { error: 'ingest.tags' }),
  categoryId: z.uuid().nullable(),
  city: words(80),
  countryCode: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  priceXof: z.int().refine(isPrice, { error: 'ingest.price' }).nullable(),
  people: z.enum(['none', 'one', 'several']),
  recognisable: z.boolean(),
  editorialOnly: z.boolean(),
  aiMade: z.boolean(),
  releaseIds: z.array(z.uuid()).max(50).optional(), // Absent: as they are.
})

/** `version` is what wordsVersion said when the form was shown. */
export const savePhotoInput = photoWordsInput.extend({ photoId: z.uuid(), version: z.string().max(200).optional() })

export const startReleaseInput = z.strictObject({
  kind: z.enum(['model', 'property']),
  subject: words(120).min(1),
  fileName: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .regex(/^[^\0]*$/),
  mimeType: z.string().max(100),
  sizeBytes: z.int(),
})

/** A box on the fault, in shares of the picture. */
const share = z.number().min(0).max(1)
export const boxInput = z
  .strictObject({ x: share, y: share, width: share, height: share })
  .refine(({ x, y, width, height }) => width > 0 && height > 0 && x + width <= 1.001 && y + height <= 1.001)

export const rejectPhotoInput = z.strictObject({
  photoId: z.uuid(),
  reasons: z.array(z.string().max(40)).min(1, { error: 'ingest.reasonsMissing' }).max(20),
  box: boxInput.nullish(),
  note: words(1_000).default(''),
})

export const publishPhotosInput = z.strictObject({ photoIds: z.array(z.uuid()).min(1).max(200) })

/** What is said against a refusal. */
const appealText = { error: 'ingest.appealText' }
export const appealPhotoInput = z.strictObject({ photoId: z.uuid(), text: z.string().trim().min(20, appealText).max(2_000, appealText) })

/** A reason a photo can be refused for. `position` counts from 1; without `code` it is a new one. */
export const saveReasonInput = z.strictObject({
  code: z.string().min(1).max(40).optional(),
  nameFr: words(40).min(1),
  nameEn: words(40).min(1),
  adviceFr: words(300).min(1),
  adviceEn: words(300).min(1),
  exampleFr: words(300),
  exampleEn: words(300),
  position: z.int().min(1).max(1_000).optional(),
})

export type PhotoWords = z.output<typeof photoWordsInput>
export type StartRelease = z.output<typeof startReleaseInput>
export type SavePhoto = z.input<typeof savePhotoInput>
export type RejectPhoto = z.input<typeof rejectPhotoInput>
export type SaveReason = z.input<typeof saveReasonInput>
export type PublishPhotos = z.input<typeof publishPhotosInput>
export type AppealPhoto = z.input<typeof appealPhotoInput>
