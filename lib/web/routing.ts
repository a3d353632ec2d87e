import { defineRouting } from 'next-intl/routing'
import { locales } from '@/lib/i18n'

/** French at `/`, English at `/en`. The address alone decides: no detection, no cookie. */
export const routing = defineRouting({
  locales,
  defaultLocale: 'fr',
  localePrefix: 'as-needed',
  localeDetection: false,
  localeCookie: false,
  alternateLinks: false,
})
