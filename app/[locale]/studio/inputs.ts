import { z } from 'zod'
import { isPrice } from '@/lib/money'
import { type Changes, EDIT_MAX } from '@/lib/photos/edit-changes'
import { tagsIn } from './photos/[id]/_components/tags-in'

const text = (max: number) => z.string().trim().max(max).default('')
/** One value of several boxes arrives alone, or as a list. */
const list = <S extends z.ZodType>(of: S) => z.preprocess((given) => [given ?? []].flat(), z.array(of))
/** Words between commas, each short enough for a keyword. */
const tags = text(2_000)
  .transform(tagsIn)
  .pipe(z.array(z.string().max(40, { error: 'sheet.tagTooLong' })).max(50, { error: 'sheet.tagsTooMany' }))
const yesNo = z.enum(['', 'yes', 'no']).default('')
const price = z
  .string()
  .default('')
  .transform((typed) => typed.replace(/[\s\u00a0\u202f]|F\s?CFA/g, ''))
  .refine((typed) => typed === '' || (/^\d{1,9}$/.test(typed) && isPrice(Number(typed))), { error: 'ingest.price' })

/** The bulk bar as it is posted: an empty field changes nothing. */
const posted = z.strictObject({
  photoIds: list(z.uuid()).pipe(z.array(z.uuid()).min(1, { error: 'sheet.chooseFirst' }).max(EDIT_MAX)),
  categoryId: z.union([z.literal(''), z.uuid()]).default(''),
  city: text(80),
  countryCode: z.string().max(2).default(''),
  addTags: tags,
  removeTags: tags,
  priceXof: price,
  people: z.enum(['', 'none', 'one', 'several']).default(''),
  recognisable: yesNo,
  editorialOnly: yesNo,
  addReleaseIds: list(z.uuid()),
  intent: z.enum(['apply', 'submit', 'delete']).default('apply'),
})

/** The photos chosen, what is to change of them, what is to be done, and what was typed. */
export const bulkForm = posted.transform(({ photoIds, intent, ...given }) => {
  const changes: Changes = {
    ...(given.categoryId && { categoryId: given.categoryId }),
    ...(given.city && { city: given.city }),
    ...(given.countryCode && { countryCode: given.countryCode }),
    ...(given.addTags.length && { addTags: given.addTags }),
    ...(given.removeTags.length && { removeTags: given.removeTags }),
    ...(given.priceXof && { priceXof: Number(given.priceXof) }),
    ...(given.people && { people: given.people }),
    ...(given.recognisable && { recognisable: given.recognisable === 'yes' }),
    ...(given.editorialOnly && { editorialOnly: given.editorialOnly === 'yes' }),
    ...(given.addReleaseIds.length && { addReleaseIds: given.addReleaseIds }),
  }
  return { photoIds, intent, changes, typed: Object.fromEntries(Object.entries(given).map(([name, value]) => [name, [value].flat().join(',')])) }
})
