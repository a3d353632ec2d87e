import type { Locale } from '@/lib/actor'
import { path } from './path'

/** The page's own address and the same page in the other language, for search engines. Relative: the layout's metadataBase completes them. */
export const alternates = (locale: Locale, to: string) => ({
  canonical: path(locale, to),
  languages: { fr: path('fr', to), en: path('en', to), 'x-default': path('fr', to) },
})
