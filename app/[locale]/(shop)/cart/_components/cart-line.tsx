import { getTranslations } from 'next-intl/server'
import { placeholder } from '@/components/thumbhash'
import { ActionForm } from '@/components/ui/action-form'
import { buttonClass } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { IconButton } from '@/components/ui/icon-button'
import { Price } from '@/components/ui/price'
import { Select } from '@/components/ui/select'
import type { Locale } from '@/lib/actor'
import type { getCart } from '@/lib/cart/queries'
import { path } from '@/lib/web/path'
import { changeLicenceAction, removeFromCartAction } from '../actions'
import { SendSelect } from './send-select'

type Line = Awaited<ReturnType<typeof getCart>>['lines'][number]

/** One photo of the cart: its licence can be changed in place. What cannot be bought is faded, says why, and leads to photos like it. */
export async function CartLine({ line, locale }: { line: Line; locale: Locale }) {
  const t = await getTranslations('cart')
  const href = path(locale, `/photos/${line.slug}`)
  const url = placeholder(line.thumbhash)
  const ratio = (line.widthPx ?? 3) / (line.heightPx ?? 2)
  return (
    <li className="grid grid-cols-[112px_minmax(0,1fr)_auto] gap-x-4 py-4.5 sm:grid-cols-[160px_minmax(0,1fr)_auto]">
      {line.small && (
        <img
          src={line.small}
          width={line.widthPx ?? 3}
          height={line.heightPx ?? 2}
          alt=""
          decoding="async"
          className={`row-span-2 h-auto rounded-photo bg-wash bg-cover ${line.available ? '' : 'opacity-45'} ${ratio < 1 ? 'w-[80%]' : 'w-full'}`}
          style={{ aspectRatio: ratio, backgroundImage: url && `url(${url})` }}
        />
      )}
      <div className="col-start-2 col-end-4 min-w-0">
        <h2 className="font-semibold break-words">
          {line.why === 'unlisted' ? (
            line.title
          ) : (
            <a href={href} className="hover:underline">
              {line.title}
            </a>
          )}
        </h2>
        <p className="text-sm text-muted">{line.photographerName}</p>
        {line.why && (
          <p className="mt-2 flex gap-2 text-bad">
            <Icon name="ban" size={18} className="mt-0.5" />
            {t(`why.${line.why}`)}
          </p>
        )}
        {line.why === 'unlisted' && (
          <a href={`${path(locale, '/search')}?q=${encodeURIComponent(line.title)}`} className="link inline-flex min-h-11 items-center">
            {t('similar')}
          </a>
        )}
        {line.why === 'owned' && (
          <a href={path(locale, '/account/downloads')} className="link inline-flex min-h-11 items-center">
            {t('download')}
          </a>
        )}
        {line.why !== 'unlisted' && line.why !== 'own' && (
          <ActionForm action={changeLicenceAction} className="-ml-2 flex items-center">
            <input type="hidden" name="itemId" value={line.itemId} />
            <Select
              quiet
              id={`licence-${line.itemId}`}
              name="licence"
              defaultValue={line.licence}
              key={line.licence}
              options={[
                ['standard', t('standard')],
                ['extended', t('extended')],
              ]}
              label={<span className="sr-only">{t('licenceOf', { title: line.title })}</span>}
            />
            <SendSelect id={`licence-${line.itemId}`} current={line.licence} />
            <button type="submit" className={buttonClass('quiet', 'md', 'scripted:hidden!')}>
              {t('change')}
            </button>
          </ActionForm>
        )}
      </div>
      <div className="col-start-2 self-end pb-2.5">{line.available && line.priceXof !== null && <Price xof={line.priceXof} locale={locale} />}</div>
      <ActionForm action={removeFromCartAction} className="col-start-3 self-end">
        <input type="hidden" name="itemId" value={line.itemId} />
        <IconButton icon="trash-2" type="submit" size={22} label={t('remove', { title: line.title })} className="-mr-2.5 text-muted" />
      </ActionForm>
    </li>
  )
}
