import { getTranslations } from 'next-intl/server'
import { PhotoRow, Picture } from '@/components/photo-row'
import { ButtonLink } from '@/components/ui/button'
import { Words } from '@/components/ui/words'
import type { Locale } from '@/lib/actor'
import type { featuredPhotographer } from '@/lib/catalog/photographers'
import { path } from '@/lib/web/path'

type Person = NonNullable<Awaited<ReturnType<typeof featuredPhotographer>>>

/** One photographer: their tallest photo large, their name, what they say, and three more. */
export async function InFocus({ locale, person }: { locale: Locale; person: Person }) {
  const t = await getTranslations('shop')
  const ratio = (photo: Person['photos'][number]) => photo.widthPx / photo.heightPx
  const [lead, ...rest] = person.photos.toSorted((a, b) => ratio(a) - ratio(b))
  if (!lead) return null
  const place = [person.city, person.country].filter(Boolean).join(', ')
  return (
    <section aria-labelledby="focus" className="margins mt-12 grid items-center gap-x-18 gap-y-6 lg:mt-24 lg:grid-cols-[2fr_3fr]">
      <a href={path(locale, `/photos/${lead.slug}`)} className="block rounded-photo">
        <Picture photo={lead} alt={lead.title} sizes="(max-width: 1023px) 94vw, 38vw" large />
      </a>
      <div className="max-w-[680px]">
        <h2 id="focus" className="display-40 lg:display-56">
          {person.name}
        </h2>
        {person.bio && (
          <p lang={person.bioLang === locale ? undefined : person.bioLang} className="mt-4 text-lg">
            <Words>{locale === 'fr' ? `«\u00a0${person.bio}\u00a0»` : `“${person.bio}”`}</Words>
          </p>
        )}
        <p className="mt-3 text-muted">
          {place}. {t('photographer.counts', { photos: person.photoCount, sales: person.salesCount })}
        </p>
        {rest.length > 0 && (
          <div className="mt-6 max-lg:hidden">
            <PhotoRow photos={rest} hrefOf={(photo) => path(locale, `/photos/${photo.slug}`)} label={t('photographers.some', { name: person.name })} vw={47} />
          </div>
        )}
        <ButtonLink href={path(locale, `/photographers/${person.handle}`)} tone="outline" className="mt-6 max-sm:w-full">
          {t('home.seeAll', { count: person.photoCount })}
        </ButtonLink>
      </div>
    </section>
  )
}
