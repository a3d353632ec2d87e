import { z } from 'zod'
import { savePhotoInput } from '@/lib/photos/inputs'
import { tagsIn } from './_components/tags-in'

const tick = z.literal('on').optional()
const spaces = /[\s\u00a0\u202f]/g

/** The edit form as it is posted: everything is text, and an empty field is none. */
const posted = z.strictObject({
  photoId: z.string(),
  titleFr: z.string(),
  titleEn: z.string(),
  descriptionFr: z.string(),
  descriptionEn: z.string(),
  tags: z.string().max(4_000),
  categoryId: z.string(),
  city: z.string(),
  countryCode: z.string(),
  priceXof: z.string(),
  people: z.string(),
  recognisable: tick,
  editorialOnly: tick,
  aiMade: tick,
  releaseIds: z.array(z.string()).max(51).optional(), // With an empty one, so that none ticked is not the same as none asked for.
  version: z.string().optional(),
  intent: z.enum(['save', 'submit']).default('save'),
})

/** The form as savePhoto takes it, and what was meant. */
export const photoForm = posted
  .transform(({ tags, categoryId, countryCode, priceXof, recognisable, editorialOnly, aiMade, releaseIds, ...same }) => {
    const price = priceXof.replace(spaces, '')
    return {
      ...same,
      tags: tagsIn(tags),
      categoryId: categoryId || null,
      countryCode: countryCode || null,
      priceXof: price === '' ? null : /^\d{1,9}$/.test(price) ? Number(price) : 0,
      recognisable: recognisable === 'on',
      editorialOnly: editorialOnly === 'on',
      aiMade: aiMade === 'on',
      ...(releaseIds && { releaseIds: releaseIds.filter(Boolean) }),
    }
  })
  .pipe(savePhotoInput.extend({ intent: z.enum(['save', 'submit']) }))

type Posted = Omit<z.output<typeof photoForm>, 'photoId' | 'intent' | 'version'>

/** Saved words as the form would post them: what its fields hold once it has been sent. */
export const asPosted = ({ tags, categoryId, countryCode, priceXof, recognisable, editorialOnly, aiMade, releaseIds = [], ...same }: Posted) => ({
  ...same,
  tags: tags.join(', '),
  categoryId: categoryId ?? '',
  countryCode: countryCode ?? '',
  priceXof: priceXof === null ? '' : String(priceXof),
  ...(recognisable && { recognisable: 'on' }),
  ...(editorialOnly && { editorialOnly: 'on' }),
  ...(aiMade && { aiMade: 'on' }),
  releaseIds: releaseIds.join(','),
})
