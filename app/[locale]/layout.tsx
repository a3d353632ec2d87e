import '../globals.css'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { env } from '@/lib/env'
import { bricolage } from '../fonts'

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#FAF7F2' },
    { media: '(prefers-color-scheme: dark)', color: '#15110F' },
  ],
}

export async function generateMetadata({ params }: { params: Promise<{ locale: string }> }): Promise<Metadata> {
  const { locale } = await params
  const t = await getTranslations({ locale: locale === 'en' ? 'en' : 'fr', namespace: 'common.meta' })
  return { metadataBase: new URL(env().APP_URL), title: { default: t('title'), template: '%s — Pouire' }, description: t('description') }
}

export default async function LocaleLayout({ children, params }: { children: ReactNode; params: Promise<{ locale: string }> }) {
  await connection() // A prerendered page would carry no nonce, and its scripts would be blocked.
  const { locale } = await params
  if (locale !== 'fr' && locale !== 'en') notFound()
  const t = await getTranslations({ locale, namespace: 'common' })
  const requestId = (await headers()).get('x-request-id') ?? undefined // For the error page, which only the browser draws.
  return (
    <html lang={locale} className={bricolage.variable}>
      <body data-request-id={requestId}>
        <a
          href="#main"
          className="sr-only rounded-control bg-ink font-semibold text-paper focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:px-4 focus:py-3"
        >
          {t('skip')}
        </a>
        {children}
      </body>
    </html>
  )
}
