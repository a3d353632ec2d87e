import { getRequestConfig } from 'next-intl/server'
import type { Locale } from '@/lib/actor'
import { messages, timeZone } from '@/lib/i18n'

/** The words of one request: its language comes from the address, French unless it says otherwise. */
export default getRequestConfig(async ({ requestLocale }) => {
  const locale: Locale = (await requestLocale) === 'en' ? 'en' : 'fr'
  return { locale, messages: messages[locale], timeZone }
})
