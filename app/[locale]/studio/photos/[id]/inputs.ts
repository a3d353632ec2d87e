import { z } from 'zod'
import { tagsIn } from './_components/missing'

const tick = z.literal('on').optional().transform((value) => value === 'on')
const orNull = (text: z.ZodString) => text.trim().transform((value) => value || null)

/** The edit form as it is posted; savePhoto checks the values by its own rules. */
export const photoForm = z.strictObject({
  photoId: z.uuid(),
  titleFr: z.string(),
  titleEn: z.string(),
  descriptionFr: z.string(),
  descriptionEn: z.string(),
  tags: z.string().max(4_000).transform(tagsIn),
  categoryId: orNull(z.string()),
  city: z.string(),
  countryCode: orNull(z.string()),
  priceXof: z.string().transform((text) => {
    const typed = text.replace(/[\s\u00a0\u202f]/g, '')
    return typed === '' ? null : Number(typed)
  }),
  people: z.enum(['none', 'one', 'several']),
  recognisable: tick,
  editorialOnly: tick,
  aiMade: tick,
  then: z.enum(['save', 'submit']).default('save'),
})
