import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import type { Locale } from '@/lib/actor'
import { path } from '@/lib/web/path'
import { Frame } from '../../_components/frame'
import './studio.css'

/** The studio's pages: its tabs stand in the header, where the shop has its sections. */
export async function StudioFrame({ current, children }: { current: 'sheet' | 'releases' | 'sales' | 'payouts' | 'profile'; children: ReactNode }) {
  const [locale, t] = await Promise.all([getLocale() as Promise<Locale>, getTranslations('studio.nav')])
  const tab = (name: typeof current, to: string) => ({ href: path(locale, to), label: t(name), current: name === current })
  const tabs = [
    tab('sheet', '/studio'),
    tab('releases', '/studio/releases'),
    tab('sales', '/studio/sales'),
    tab('payouts', '/studio/payouts'),
    tab('profile', '/studio/profile'),
  ]
  return (
    <Frame className="margins pt-6 pb-16 lg:pt-8" tabs={tabs}>
      {children}
    </Frame>
  )
}
