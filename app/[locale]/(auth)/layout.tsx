import { headers } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { Logo } from '@/components/logo'
import type { Locale } from '@/lib/actor'
import { path } from '@/lib/web/path'

/** A picture and one form: above it on phones, beside it on desktops. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const locale = (await getLocale()) as Locale
  const t = await getTranslations('auth')
  const other = locale === 'fr' ? 'en' : 'fr'
  const here = ((await headers()).get('x-path') ?? '/sign-in').replace(/^\/(?:en|fr)(?=[/?]|$)/, '') || '/'
  return (
    <div className="flex flex-1 flex-col lg:grid lg:grid-cols-2">
      <header className="relative h-67 shrink-0 overflow-hidden bg-night text-white lg:sticky lg:top-0 lg:h-dvh">
        <picture>
          <source media="(min-width: 1024px)" srcSet="/sign-in.webp" />
          <img
            src="/sign-in-small.webp"
            alt=""
            width={780}
            height={1170}
            fetchPriority="high"
            className="size-full object-cover object-[50%_47%] lg:object-[50%_60%]"
          />
        </picture>
        <div className="absolute inset-x-0 top-0 flex h-20 items-start justify-between bg-linear-to-b from-[#0F0A08b3] to-transparent px-4 py-2 lg:h-24 lg:px-10 lg:py-4">
          <a href={path(locale, '/')} aria-label={t('home')} className="flex min-h-11 items-center">
            <Logo plain />
          </a>
          <a
            href={path(other, here)}
            hrefLang={other}
            lang={other}
            aria-label={`${t('language')}, ${t('languageHint')}`}
            className="flex min-h-11 min-w-11 items-center justify-center rounded-control"
          >
            {t('language')}
          </a>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="margins w-full pt-8 pb-16 lg:self-center lg:py-16">
        <div className="mx-auto max-w-md">{children}</div>
      </main>
    </div>
  )
}
