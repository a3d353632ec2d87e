import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { EmptyState } from '@/components/empty-state'
import { Pager } from '@/components/pager'
import { ButtonLink } from '@/components/ui/button'
import type { Locale } from '@/lib/actor'
import { path } from '@/lib/web/path'
import { Frame } from '../../_components/frame'

type Props = {
  area: 'orders' | 'downloads'
  locale: Locale
  cursor?: string
  nextCursor: string | null
  isEmpty: boolean
  className?: string
  children: ReactNode
}

/** A list of the buyer's: its heading, its rows and the way to older ones; or what to do while there is nothing. */
export async function AccountList({ area, locale, cursor, nextCursor, isEmpty, className = '', children }: Props) {
  const t = await getTranslations(`account.${area}`)
  const here = path(locale, `/account/${area}`)
  if (isEmpty && !cursor) {
    return (
      <Frame className="margins pt-6 pb-16">
        <EmptyState title={t('emptyTitle')} action={<ButtonLink href={path(locale, '/search')}>{t('emptyAction')}</ButtonLink>}>
          {t('empty')}
        </EmptyState>
      </Frame>
    )
  }
  return (
    <Frame className={`margins pt-6 pb-16 ${className}`}>
      <h1 className="display-40">{t('title')}</h1>
      <p className="mt-2 max-w-2xl text-muted">{t('lede')}</p>
      {children}
      <Pager
        label={t('title')}
        next={nextCursor ? { href: `${here}?cursor=${nextCursor}`, label: t('more') } : null}
        first={cursor ? { href: here, label: t('first') } : null}
      />
    </Frame>
  )
}
