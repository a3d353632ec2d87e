import type { Fields } from './draft'

export type PhotoValues = {
  titleFr: string
  titleEn: string
  descriptionFr: string
  descriptionEn: string
  tags: string
  categoryId: string
  city: string
  countryCode: string
  priceXof: string
  people: 'none' | 'one' | 'several'
  recognisable: boolean
  editorialOnly: boolean
  aiMade: boolean
  releaseIds: string[]
}

/** What a posted form says: an action hands lists back joined by commas, the form itself as lists. */
export function valuesFrom(fields: Fields): PhotoValues {
  const text = (name: string) => [fields[name] ?? ''].flat().join(', ')
  const people = text('people')
  return {
    titleFr: text('titleFr'),
    titleEn: text('titleEn'),
    descriptionFr: text('descriptionFr'),
    descriptionEn: text('descriptionEn'),
    tags: text('tags'),
    categoryId: text('categoryId'),
    city: text('city'),
    countryCode: text('countryCode'),
    priceXof: text('priceXof'),
    people: people === 'one' || people === 'several' ? people : 'none',
    recognisable: text('recognisable') === 'on',
    editorialOnly: text('editorialOnly') === 'on',
    aiMade: text('aiMade') === 'on',
    releaseIds: [fields['releaseIds[]'] ?? fields.releaseIds ?? '']
      .flat()
      .flatMap((ids) => ids.split(','))
      .filter(Boolean),
  }
}
