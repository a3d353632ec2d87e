import { getFormatter, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Locale } from '@/lib/actor'
import type { PhotoPage } from '@/lib/catalog/queries'
import { path } from '@/lib/web/path'

const CM_PER_INCH = 2.54

/** Below the fold: what is received in pixels and centimetres, how it was taken, and the words it is found by. */
export async function Facts({ photo, locale }: { photo: PhotoPage; locale: Locale }) {
  const [t, format] = await Promise.all([getTranslations('photo'), getFormatter()])
  const decimal = (value: number) => format.number(value, { maximumFractionDigits: 1 })
  const centimetres = (pixels: number, dpi: number) => format.number((pixels / dpi) * CM_PER_INCH, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const printed = (dpi: number) => t('centimetres', { width: centimetres(photo.widthPx, dpi), height: centimetres(photo.heightPx, dpi) })
  const megapixels = (photo.widthPx * photo.heightPx) / 1_000_000
  const sizes = [
    [
      t('original'),
      t('pixels', { width: format.number(photo.widthPx), height: format.number(photo.heightPx) }),
      t('megapixels', { count: decimal(megapixels) }),
    ],
    [t('file'), photo.mimeType === 'image/png' ? 'PNG' : 'JPEG', t('megabytes', { count: decimal(photo.sizeBytes / 1_000_000) })],
    [t('print300'), printed(300), ''],
    [t('print150'), printed(150), ''],
  ] as const
  const people = photo.people === 'none' ? 'peopleNone' : photo.recognisable ? 'peopleRecognisable' : 'peopleUnrecognisable'
  const shot: (readonly [string, ReactNode])[] = [
    [t('camera'), photo.camera],
    [t('lens'), photo.lens],
    [t('exposure'), photo.exposure],
    [t('people'), t(people)],
    [t('image'), t(photo.aiMade ? 'aiMade' : 'notAiMade')],
    [
      t('subject'),
      <a key="subject" href={path(locale, `/search?category=${photo.category.slug}`)} className="link">
        {photo.category.name}
      </a>,
    ],
  ]
  return (
    <div className="margins mt-10 grid gap-x-16 gap-y-10 lg:mt-14 lg:grid-cols-[8fr_5fr_6fr]">
      <section aria-labelledby="received">
        <h2 id="received" className="display-20 mb-3 lg:display-28">
          {t('received')}
        </h2>
        <table className="w-full border-t border-line tabular-nums">
          <tbody className="divide-y divide-line">
            {sizes.map(([name, size, extra]) => (
              <tr key={name}>
                <th scope="row" className="py-3 pr-4 text-left font-semibold">
                  {name}
                </th>
                <td className="py-3 text-right lg:text-left">{size}</td>
                <td className="py-3 pl-4 text-right text-muted empty:hidden">{extra}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="mt-3 text-sm text-muted">{t('sizeNote')}</p>
      </section>
      <section aria-labelledby="shooting">
        <h2 id="shooting" className="display-20 mb-3 lg:display-28">
          {t('shooting')}
        </h2>
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-2">
          {shot
            .filter(([, value]) => value)
            .map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-muted">{name}</dt>
                <dd className="break-words">{value}</dd>
              </div>
            ))}
        </dl>
      </section>
      <div>
        {photo.description && (
          <section aria-labelledby="about" className="mb-8">
            <h2 id="about" className="display-20 mb-3 lg:display-28">
              {t('about')}
            </h2>
            <p lang={photo.descriptionLang === locale ? undefined : photo.descriptionLang} className="whitespace-pre-line break-words">
              {photo.description}
            </p>
          </section>
        )}
        {photo.tags.length > 0 && (
          <section aria-labelledby="tags">
            <h2 id="tags" className="display-20 mb-2 lg:display-28">
              {t('tags')}
            </h2>
            <ul className="flex flex-wrap gap-x-5">
              {photo.tags.map(({ slug, word, lang }) => (
                <li key={slug}>
                  <a
                    href={path(locale, `/search?tag=${encodeURIComponent(slug)}`)}
                    lang={lang === locale ? undefined : lang}
                    className="link inline-flex min-h-9 items-center touch:min-h-11"
                  >
                    {word}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </div>
  )
}
