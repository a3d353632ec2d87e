import { z } from 'zod'
import { isPrice } from '@/lib/money'

const words = (max: number) => z.string().trim().max(max)

/** `photoId` is given to sign again for an upload that was begun. */
export const startUploadInput = z.strictObject({
  photoId: z.uuid().optional(),
  fileName: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .regex(/^[^\0]*$/), // No database takes a NUL.
  sizeBytes: z.int(),
  mimeType: z.string().max(100),
})

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
})

export const savePhotoInput = photoWordsInput.extend({ photoId: z.uuid() })

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

export type PhotoWords = z.output<typeof photoWordsInput>
export type SavePhoto = z.input<typeof savePhotoInput>
export type RejectPhoto = z.input<typeof rejectPhotoInput>
