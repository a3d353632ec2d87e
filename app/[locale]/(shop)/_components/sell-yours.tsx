import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button'
import { Words } from '@/components/ui/words'
import type { Locale } from '@/lib/actor'
import { path } from '@/lib/web/path'

/** What selling here gives, on a dark band at the foot of the home page. */
export async function SellYours({ locale }: { locale: Locale }) {
  const t = await getTranslations('shop.home')
  const points = [
    [t('sellPrice'), t('sellPriceBody')],
    [t('sellReview'), t('sellReviewBody')],
    [t('sellPaid'), t('sellPaidBody')],
  ] as const
  return (
    <section aria-labelledby="sell" className="margins mt-12 grid gap-x-18 gap-y-8 bg-stage py-12 text-cream lg:mt-24 lg:grid-cols-2 lg:py-18">
      <div>
        <h2 id="sell" className="display-40 lg:display-56 max-w-[11em]">
          <Words>{t('sellTitle')}</Words>
        </h2>
        <ButtonLink href={path(locale, '/sell')} tone="light" className="mt-6 max-sm:w-full">
          {t('sellAction')}
        </ButtonLink>
      </div>
      <ul className="divide-y divide-[#4a403a] border-y border-[#4a403a] lg:border-b-0">
        {points.map(([title, body]) => (
          <li key={title} className="py-5">
            <p className="text-base font-semibold lg:text-lg">{title}</p>
            <p className="text-dust lg:text-lg">{body}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
