import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/empty-state'
import { JustifiedGrid } from '@/components/justified-grid'
import { ButtonLink } from '@/components/ui/button'
import { Price } from '@/components/ui/price'
import type { Locale } from '@/lib/actor'
import { getCart } from '@/lib/cart/queries'
import { listFresh } from '@/lib/catalog/queries'
import { maxXof } from '@/lib/cinetpay'
import { formatXof } from '@/lib/money'
import { path } from '@/lib/web/path'
import { getActor } from '@/lib/web/session'
import { Frame } from '../../_components/frame'
import { CartLine } from './_components/cart-line'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('cart')
  return { title: t('title'), robots: { index: false } }
}

export default async function CartPage({ params }: Props) {
  const { locale } = await params
  const [t, cart] = await Promise.all([getTranslations('cart'), getActor().then((actor) => getCart(actor, locale))])
  const buyable = cart.lines.filter((line) => line.available).length
  if (cart.count === 0) return <EmptyCart locale={locale} />
  return (
    <Frame className="pb-16">
      <div className="margins mx-auto max-w-3xl">
        <h1 className="display-40 mt-3 lg:mt-10">{t('title')}</h1>
        <p className="mt-2 text-muted">{buyable > 0 ? t('ready', { count: buyable }) : t('noneReady')}</p>
        <ul aria-label={t('lines')} className="mt-5 divide-y divide-line border-t border-line">
          {cart.lines.map((line) => (
            <CartLine key={line.itemId} line={line} locale={locale} />
          ))}
        </ul>
        {cart.tooMuch && (
          <p role="alert" className="mt-4 rounded-control border border-bad p-4 text-bad">
            {t('tooMuch', { max: formatXof(maxXof, locale) })}
          </p>
        )}
        {buyable > 0 && (
          <div className="buy-bar border-t border-line max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-10 max-lg:bg-paper max-lg:px-4 max-lg:pt-3 max-lg:pb-5 lg:pt-6">
            <p className="mb-3 flex items-baseline justify-between gap-4">
              <span>{t('total', { count: buyable })}</span>
              <Price xof={cart.totalXof} locale={locale} size={28} tone="terracotta" />
            </p>
            <ButtonLink
              href={path(locale, '/checkout')}
              aria-disabled={cart.tooMuch || undefined}
              className={`w-full ${cart.tooMuch ? 'pointer-events-none' : ''}`}
            >
              {t('checkout')}
            </ButtonLink>
          </div>
        )}
        <section aria-labelledby="after" className="mt-8">
          <h2 id="after" className="display-20">
            {t('after')}
          </h2>
          <ol className="mt-3 grid gap-2">
            {[t('after1'), t('after2'), t('after3')].map((step, index) => (
              <li key={step} className="flex items-baseline gap-4">
                <span aria-hidden className="figure w-4 shrink-0 text-lg">
                  {index + 1}
                </span>
                {step}
              </li>
            ))}
          </ol>
        </section>
        <p className="mt-4">
          <a href={path(locale, '/search')} className="link inline-flex min-h-11 items-center">
            {t('keepLooking')}
          </a>
        </p>
      </div>
    </Frame>
  )
}

async function EmptyCart({ locale }: { locale: Locale }) {
  const [t, fresh] = await Promise.all([getTranslations('cart'), listFresh(locale, 8)])
  return (
    <Frame className="margins pb-16">
      <EmptyState title={t('empty')} action={<ButtonLink href={path(locale, '/search')}>{t('emptyAction')}</ButtonLink>}>
        <p>{t('emptyBody')}</p>
      </EmptyState>
      {fresh.length > 0 && (
        <section aria-labelledby="fresh" className="mt-6">
          <h2 id="fresh" className="display-28 mb-5">
            {t('fresh')}
          </h2>
          <JustifiedGrid photos={fresh} locale={locale} label={t('fresh')} />
        </section>
      )}
    </Frame>
  )
}
