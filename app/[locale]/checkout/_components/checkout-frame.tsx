import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Logo } from '@/components/logo'
import { Icon } from '@/components/ui/icon'
import type { Locale } from '@/lib/actor'
import { path } from '@/lib/web/path'

/** The checkout's own frame: the way back, the mark, one column. Nothing else calls for attention. */
export async function CheckoutFrame({ locale, back, children }: { locale: Locale; back?: { href: string; label: string }; children: ReactNode }) {
  const t = await getTranslations('checkout')
  return (
    <>
      <header className="margins mx-auto grid h-15 w-full max-w-[600px] grid-cols-[44px_1fr_44px] items-center lg:h-18">
        {back ? (
          <a
            href={back.href}
            aria-label={back.label}
            className="-ml-2.5 inline-flex size-11 items-center justify-center rounded-control hover:bg-wash focus-visible:rounded-control"
          >
            <Icon name="arrow-left" size={24} />
          </a>
        ) : (
          <span />
        )}
        <a href={path(locale, '/')} aria-label={t('home')} className="flex min-h-11 items-center justify-self-center">
          <Logo />
        </a>
      </header>
      <main id="main" tabIndex={-1} className="margins mx-auto w-full max-w-[600px] pt-4 pb-16">
        {children}
      </main>
    </>
  )
}
