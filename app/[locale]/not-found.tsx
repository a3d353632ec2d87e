import { getLocale, getTranslations } from 'next-intl/server'
import { EmptyState } from '@/components/empty-state'
import { ButtonLink } from '@/components/ui/button'
import type { Locale } from '@/lib/actor'
import { path } from '@/lib/web/path'
import { Frame } from './_components/frame'

export default async function NotFound() {
  const [locale, t] = [(await getLocale()) as Locale, await getTranslations('common.notFound')]
  return (
    <Frame className="margins pb-16">
      <title>{`${t('title')} — Pouire`}</title>
      <EmptyState title={t('title')} action={<ButtonLink href={path(locale, '/search')}>{t('action')}</ButtonLink>}>
        <p>{t('body')}</p>
      </EmptyState>
    </Frame>
  )
}
