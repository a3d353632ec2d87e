import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Words } from '@/components/ui/words'
import { findOwnApplication } from '@/lib/accounts/queries'
import { isUser } from '@/lib/actor'
import { getActor } from '@/lib/web/session'
import { Frame } from '../_components/frame'
import { Application } from './_components/application'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('meta.sell'), description: t('sell.lede') }
}

const points = ['share', 'price', 'paid', 'own'] as const
const steps = ['how1', 'how2', 'how3'] as const

export default async function SellPage() {
  const [t, actor] = await Promise.all([getTranslations('account.sell'), getActor()])
  const application = isUser(actor) ? await findOwnApplication(actor) : null
  const standing = application?.status === 'applied' || application?.status === 'approved' // Whoever applied comes to read the answer, not the offer.
  return (
    <Frame className="margins py-8 lg:py-16">
      <div className="max-w-3xl">
        <h1 className="display-40 lg:display-56">
          <Words>{t('title')}</Words>
        </h1>
        <p className="mt-4 text-xl">{t('lede')}</p>
      </div>
      {standing && (
        <section aria-labelledby="apply-title" className="mt-12 border-line border-t pt-8">
          <Application actor={actor} />
        </section>
      )}
      <dl className="mt-12 grid gap-x-10 gap-y-8 border-line border-t pt-8 sm:grid-cols-2 lg:grid-cols-4">
        {points.map((point) => (
          <div key={point}>
            <dt className="display-20">
              <Words>{t(`points.${point}Title`)}</Words>
            </dt>
            <dd className="mt-2 text-muted">{t(`points.${point}`)}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-12 grid gap-12 border-line border-t pt-8 lg:mt-24 lg:grid-cols-[1fr_1.4fr] lg:gap-24">
        <section aria-labelledby="how">
          <h2 id="how" className="display-28">
            {t('howTitle')}
          </h2>
          <ol className="mt-6 grid gap-4">
            {steps.map((step, index) => (
              <li key={step} className="flex gap-4">
                <span className="figure text-xl text-terracotta">{index + 1}</span>
                <span>{t(step)}</span>
              </li>
            ))}
          </ol>
        </section>
        {!standing && (
          <section aria-labelledby="apply-title">
            <Application actor={actor} />
          </section>
        )}
      </div>
    </Frame>
  )
}
