import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { Words } from '@/components/ui/words'
import type { Locale } from '@/lib/actor'
import { getExtendedFactor } from '@/lib/catalog/settings'
import { alternates } from '@/lib/web/alternates'
import { path } from '@/lib/web/path'
import { Frame } from '../../_components/frame'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ locale }, t] = [await params, await getTranslations('shop.licences')]
  return { title: t('title'), description: t('lede'), alternates: alternates(locale, '/licences') }
}

export default async function LicencesPage({ params }: Props) {
  const { locale } = await params
  const [t, factor] = await Promise.all([getTranslations('shop.licences'), getExtendedFactor()])
  const both = [t('both1'), t('both2'), t('both3'), t('both4')]
  const questions = [
    [t('question1'), t('answer1')],
    [t('question2'), t('answer2')],
    [t('question3'), t('answer3')],
  ] as const
  return (
    <Frame className="margins pb-16">
      <h1 className="display-40 mt-6 max-w-[16em] lg:display-56 lg:mt-10">{t('title')}</h1>
      <p className="mt-4 max-w-[36em] lg:text-lg">{t('lede')}</p>
      <div className="mt-10 grid gap-x-16 gap-y-8 lg:grid-cols-2">
        <section aria-labelledby="standard" className="border-t border-line pt-5">
          <h2 id="standard" className="display-28">
            {t('standardTitle')}
          </h2>
          <p className="mt-3 max-w-[34em]">{t('standardBody')}</p>
        </section>
        <section aria-labelledby="extended" className="border-t border-line pt-5">
          <h2 id="extended" className="display-28">
            {t('extendedTitle')}
          </h2>
          <p className="mt-3 max-w-[34em]">{t('extendedBody')}</p>
          <p className="mt-3 font-semibold">{t('factor', { factor })}</p>
        </section>
      </div>
      <section aria-labelledby="which" className="mt-12 lg:mt-24">
        <h2 id="which" className="display-28 scroll-mt-6 lg:display-40">
          <Words>{t('which')}</Words>
        </h2>
        <p className="mt-3">{t('questions')}</p>
        <ol className="mt-6 grid gap-x-16 gap-y-8 lg:grid-cols-3">
          {questions.map(([question, answer], index) => (
            <li key={question} className="border-t border-line pt-5">
              <p aria-hidden className="figure text-2xl">
                {index + 1}
              </p>
              <h3 className="display-20 mt-2">
                <Words>{question}</Words>
              </h3>
              <p className="mt-2">{answer}</p>
            </li>
          ))}
        </ol>
      </section>
      <div className="mt-12 grid gap-x-16 gap-y-8 lg:mt-24 lg:grid-cols-3">
        <section aria-labelledby="both">
          <h2 id="both" className="display-20">
            {t('bothTitle')}
          </h2>
          <ul className="mt-3 grid list-disc gap-2 pl-5">
            {both.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="editorial">
          <h2 id="editorial" className="display-20">
            {t('editorialTitle')}
          </h2>
          <p className="mt-3">{t('editorialBody')}</p>
        </section>
        <section aria-labelledby="credit">
          <h2 id="credit" className="display-20">
            {t('creditTitle')}
          </h2>
          <p className="mt-3">{t('creditBody')}</p>
        </section>
      </div>
      <ButtonLink href={path(locale, '/search')} className="mt-10 max-sm:w-full">
        {t('cta')}
      </ButtonLink>
    </Frame>
  )
}
