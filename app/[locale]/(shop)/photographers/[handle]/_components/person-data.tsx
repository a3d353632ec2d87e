import type { Locale } from '@/lib/actor'
import { absolute } from '@/lib/address'
import type { getPhotographerPage } from '@/lib/catalog/photographers'
import { path } from '@/lib/web/path'
import { LinkedData } from '../../../_components/linked-data'

type Person = Awaited<ReturnType<typeof getPhotographerPage>>

/** Whose page this is, for search engines: name, words, place, cover and their own site. */
export function PersonData({ person, locale }: { person: Person; locale: Locale }) {
  const url = absolute(path(locale, `/photographers/${person.handle}`))
  const mainEntity = {
    '@type': 'Person',
    name: person.name,
    alternateName: person.handle,
    description: person.bio || undefined,
    url,
    image: person.cover?.previewJpeg,
    sameAs: person.portfolioUrl ?? undefined,
    address: { '@type': 'PostalAddress', addressLocality: person.city, addressCountry: person.country ?? undefined },
    agentInteractionStatistic: { '@type': 'InteractionCounter', interactionType: 'https://schema.org/CreateAction', userInteractionCount: person.photoCount },
  }
  return <LinkedData data={{ '@type': 'ProfilePage', url, dateCreated: person.since.toISOString(), mainEntity }} />
}
