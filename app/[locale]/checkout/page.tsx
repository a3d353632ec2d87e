import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Icon } from '@/components/ui/icon'
import { Price } from '@/components/ui/price'
import { SubmitButton } from '@/components/ui/submit-button'
import { Words } from '@/components/ui/words'
import type { Locale } from '@/lib/actor'
import { getCart } from '@/lib/cart/queries'
import { formatXof } from '@/lib/money'
import { path } from '@/lib/web/path'
import { requireUser } from '@/lib/web/session'
import { PhotoThumb } from '../_components/photo-thumb'
import { CheckoutForm } from './_components/checkout-form'
import { CheckoutFrame } from './_components/checkout-frame'
import { countryNames } from './country-names'

type Props = { params: Promise<{ locale: Locale }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'checkout' })
  return { title: t('title'), robots: { index: false } }
}

/** One column: what is bought, how it is paid, what happens next, one button. */
export default async function CheckoutPage({ params }: Props) {
  const { locale } = await params
  const actor = await requireUser()
  const t = await getTranslations('checkout')
  const cart = await getCart(actor, locale)
  const lines = cart.lines.filter((line) => line.available)
  const cartHref = path(locale, '/cart')
  if (!lines.length || cart.tooMuch) redirect(cartHref) // The cart says why.
  const total = formatXof(cart.totalXof, locale)
  return (
    <CheckoutFrame locale={locale} back={{ href: cartHref, label: t('backToCart') }}>
      <h1 className="display-40">{t('title')}</h1>
      <div className="mt-5 flex items-center justify-between gap-4">
        <ul className="flex min-w-0 gap-1.5 overflow-hidden" aria-label={t('photos', { count: lines.length })}>
          {lines.slice(0, 3).map((line) => (
            <li key={line.itemId}>
              <PhotoThumb src={line.small} alt={line.title} widthPx={line.widthPx} heightPx={line.heightPx} thumbhash={line.thumbhash} height={64} />
            </li>
          ))}
        </ul>
        <a href={cartHref} className="link inline-flex min-h-11 shrink-0 items-center">
          {t('change')}
        </a>
      </div>
      <ul className="mt-4">
        {lines.map((line) => (
          <li key={line.itemId} className="flex items-baseline justify-between gap-4 py-1.5">
            <span className="min-w-0">
              <span className="font-semibold">{line.title}</span>
              <span className="text-muted">, {t(`licences.${line.licence}`)}</span>
            </span>
            <span className="shrink-0 tabular-nums">{formatXof(line.priceXof ?? 0, locale)}</span>
          </li>
        ))}
      </ul>
      {cart.lines.length > lines.length && <p className="mt-2 text-muted">{t('leftOut', { count: cart.lines.length - lines.length })}</p>}

      <CheckoutForm
        countries={countryNames(locale)}
        words={{
          how: t('how'),
          mobile: { title: t('mobile'), names: t('mobileNames') },
          card: { title: t('card'), names: t('cardNames') },
          note: t('noFee'),
          cardWhy: t('cardWhy'),
          phone: t('phone'),
          address: t('address'),
          city: t('city'),
          country: t('country'),
          choose: t('choose'),
        }}
      >
        <section aria-labelledby="next" className="mt-8 border-t border-line pt-7">
          <h2 id="next" className="display-20">
            {t('next')}
          </h2>
          <ol className="mt-4 grid gap-3">
            {(['next1', 'next2', 'next3'] as const).map((key, index) => (
              <li key={key} className="grid grid-cols-[1.75rem_1fr] items-baseline">
                <span className="display-20" aria-hidden>
                  {index + 1}
                </span>
                <span>{t(key)}</span>
              </li>
            ))}
          </ol>
        </section>
        <div className="mt-8 border-t border-line pt-5">
          <p className="flex items-baseline justify-between gap-4">
            <span>{t('toPay')}</span>
            <Price xof={cart.totalXof} locale={locale} size={28} tone="terracotta" />
          </p>
          <SubmitButton busy={t('busy')} className="mt-4 w-full">
            <Words>{t('pay', { amount: total })}</Words>
          </SubmitButton>
          <p className="mt-4 flex gap-2 text-muted">
            <Icon name="lock" size={18} className="mt-1" />
            <span>{t('secure')}</span>
          </p>
        </div>
      </CheckoutForm>
    </CheckoutFrame>
  )
}
