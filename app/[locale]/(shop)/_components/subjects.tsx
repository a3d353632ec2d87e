import { getFormatter, getTranslations } from 'next-intl/server'
import { Picture } from '@/components/photo-row'
import type { Locale } from '@/lib/actor'
import type { PhotoCard } from '@/lib/catalog/cards'
import { path } from '@/lib/web/path'

/** What one sees here, under the names people use: one line of photos at one height; on phones the line scrolls. */
export async function Subjects({ locale, subjects }: { locale: Locale; subjects: readonly { name: string; q: string; count: number; cover: PhotoCard }[] }) {
  const [t, format] = await Promise.all([getTranslations('shop.home'), getFormatter()])
  return (
    <section aria-labelledby="subjects" className="pt-7">
      <div className="margins mb-4 flex items-baseline justify-between gap-4">
        <h2 id="subjects" className="display-28">
          {t('subjects')}
        </h2>
        <a href={path(locale, '/search')} className="link max-lg:hidden">
          {t('allSubjects')}
        </a>
      </div>
      <ul className="margins no-scrollbar flex gap-2.5 overflow-x-auto py-1 lg:gap-4 lg:overflow-visible">
        {subjects.map(({ name, q, count, cover }) => (
          <li
            key={q}
            style={{ '--ratio': (cover.widthPx / cover.heightPx).toFixed(4) } as React.CSSProperties}
            className="w-[calc(var(--ratio)*140px)] min-w-24 shrink-0 lg:w-auto lg:max-w-[240px] lg:min-w-0 lg:flex-[var(--ratio)_1_0%]"
          >
            <a href={path(locale, `/search?q=${encodeURIComponent(q)}`)} className="group block rounded-photo">
              <Picture photo={cover} sizes="(max-width: 1023px) 210px, 14vw" eager />
              <span className="mt-2 block truncate font-semibold lg:overflow-visible group-hover:underline">{name}</span>
              <span className="block text-sm text-muted">{format.number(count)}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
