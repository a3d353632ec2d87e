import { getTranslations } from 'next-intl/server'
import { StatusMark } from '@/components/status-mark'
import { ActionForm } from '@/components/ui/action-form'
import { ButtonLink } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { Price } from '@/components/ui/price'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Locale } from '@/lib/actor'
import type { PhotoPage } from '@/lib/catalog/queries'
import { path } from '@/lib/web/path'
import { addToCartAction } from '../../../cart/actions'

type Props = { photo: PhotoPage; locale: Locale; inCart: readonly string[]; own: boolean }

/** The licence in plain words with its price, then one way to the cart and one straight to paying. The price to pay follows the choice by CSS alone. */
export async function Buy({ photo, locale, inCart, own }: Props) {
  const t = await getTranslations('photo')
  if (own) {
    return (
      <p className="mt-6 border-t border-line pt-6">
        {t('own')}{' '}
        <a href={path(locale, '/studio')} className="link">
          {t('edit')}
        </a>
      </p>
    )
  }
  const chosen = photo.licences.find(({ licence }) => !inCart.includes(licence))?.licence ?? 'standard'
  return (
    <ActionForm action={addToCartAction} className="group/buy mt-6">
      <input type="hidden" name="photoId" value={photo.id} />
      <fieldset>
        <legend className="mb-3 font-semibold">{t('use')}</legend>
        <div className="grid gap-2">
          {photo.licences.map(({ licence, priceXof }) => (
            <label
              key={licence}
              className="grid cursor-pointer grid-cols-[auto_minmax(0,1fr)] gap-x-3 rounded-control border border-line p-4 hover:border-control has-checked:border-indigo has-checked:bg-card has-checked:shadow-[inset_0_0_0_1px_var(--indigo)] has-focus-visible:outline-3 has-focus-visible:outline-offset-3 has-focus-visible:outline-indigo"
            >
              <input type="radio" name="licence" value={licence} defaultChecked={licence === chosen} className="radio outline-none!" />
              <span className="flex flex-wrap items-baseline justify-between gap-x-2">
                <span className="font-semibold">{t(licence)}</span>
                <Price xof={priceXof} locale={locale} />
              </span>
              <span className="col-start-2 mt-1 text-muted">{t(`${licence}Use`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {photo.editorialOnly && (
        <p className="mt-3 flex gap-2">
          <Icon name="info" className="mt-0.5 text-muted" />
          {t('editorial')}
        </p>
      )}
      <a href={path(locale, '/licences#which')} className="link mt-1 inline-flex min-h-11 items-center">
        {t('which')}
      </a>
      <div className="buy-bar max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-10 max-lg:flex max-lg:items-center max-lg:gap-4 max-lg:border-t max-lg:border-line max-lg:bg-paper max-lg:px-4 max-lg:pt-3 max-lg:pb-5">
        <p className="flex items-baseline justify-between gap-3 lg:mt-3 lg:mb-3">
          <span className="text-muted max-lg:sr-only">{t('toPay')}</span>
          {photo.licences.map(({ licence, priceXof }) => (
            <span key={licence} className={shownWhen[licence]}>
              <span className="lg:hidden">
                <Price xof={priceXof} locale={locale} tone="terracotta" />
              </span>
              <span className="max-lg:hidden">
                <Price xof={priceXof} locale={locale} size={40} tone="terracotta" />
              </span>
            </span>
          ))}
        </p>
        {inCart.length > 0 ? (
          <ButtonLink href={path(locale, '/cart')} className="max-lg:flex-1 lg:w-full">
            {t('seeCart')}
          </ButtonLink>
        ) : (
          <SubmitButton name="leadTo" value="stay" busy={t('adding')} className="max-lg:min-w-0 max-lg:flex-1 max-lg:px-3! lg:w-full">
            {t('add')}
          </SubmitButton>
        )}
      </div>
      {inCart.length > 0 && (
        <p role="status" className="mt-3 max-lg:mt-1 max-lg:mb-3">
          <StatusMark tone="ok" icon="circle-check">
            {t('inCart')}
          </StatusMark>
        </p>
      )}
      <SubmitButton tone="outline" name="leadTo" value="checkout" busy={t('buying')} className="mt-2 w-full">
        {t('buy')}
      </SubmitButton>
    </ActionForm>
  )
}

const shownWhen = {
  standard: 'group-has-[input[value=extended]:checked]/buy:hidden',
  extended: 'group-not-has-[input[value=extended]:checked]/buy:hidden',
} as const
