import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { type Actor, isAdmin, type Locale } from '@/lib/actor'
import { path } from '@/lib/web/path'
import { Frame } from '../../_components/frame'
import './admin.css'

const tabs = {
  overview: '/admin',
  moderation: '/admin/moderation',
  reasons: '/admin/reasons',
  photographers: '/admin/photographers',
  orders: '/admin/orders',
  payouts: '/admin/payouts',
  books: '/admin/books',
} as const
const forAdmins: readonly string[] = ['reasons', 'photographers', 'payouts', 'books']

/** The staff's pages: tabs in the header, only those this person may open. */
export async function AdminFrame({ actor, current, children }: { actor: Actor; current: keyof typeof tabs; children: ReactNode }) {
  const [locale, t] = await Promise.all([getLocale() as Promise<Locale>, getTranslations('admin.nav')])
  const open = (Object.keys(tabs) as (keyof typeof tabs)[]).filter((name) => isAdmin(actor) || !forAdmins.includes(name))
  return (
    <Frame className="margins pt-6 pb-16 lg:pt-8" tabs={open.map((name) => ({ href: path(locale, tabs[name]), label: t(name), current: name === current }))}>
      {children}
    </Frame>
  )
}
