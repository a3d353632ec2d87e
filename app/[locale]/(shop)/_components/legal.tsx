import { getTranslations } from 'next-intl/server'
import { Words } from '@/components/ui/words'
import { Frame } from '../../_components/frame'

/** A legal page: short headed paragraphs, from messages `legal.<page>`. */
export async function Legal({
  page,
  sections,
  values = {},
}: {
  page: 'terms' | 'privacy'
  sections: readonly string[]
  values?: Record<string, string | number>
}) {
  const t = await getTranslations(`legal.${page}`)
  return (
    <Frame className="margins pb-16">
      <div className="max-w-[42em]">
        <h1 className="display-40 mt-6 lg:display-56 lg:mt-10">{t('title')}</h1>
        <p className="mt-4 lg:text-lg">{t('lede', values)}</p>
        {sections.map((section) => (
          <section key={section} className="mt-8">
            <h2 className="display-20">
              <Words>{t(`${section}.title`)}</Words>
            </h2>
            <p className="mt-2">{t(`${section}.body`, values)}</p>
          </section>
        ))}
      </div>
    </Frame>
  )
}
