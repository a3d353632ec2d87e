import { headers } from 'next/headers'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { SiteFooter } from '@/components/site-footer'
import { type HeaderLink, SiteHeader } from '@/components/site-header'
import { type Actor, isStaff, type Locale } from '@/lib/actor'
import { countCart } from '@/lib/cart/queries'
import { path } from '@/lib/web/path'
import { getActor } from '@/lib/web/session'
import { SignOut } from './sign-out'

type Props = {
  children: ReactNode
  /** Studio and admin put their own tabs where the shop has its sections. */
  tabs?: readonly HeaderLink[]
  /** A search field in the place of the sections. */
  search?: ReactNode
  /** The header lies on the page's first photo, on phones. */
  over?: boolean
  className?: string
}

/** Header, main landmark and footer around a page: who is signed in, what is in the cart, and the same page in the other language. */
export async function Frame({ children, tabs, search, over, className = '' }: Props) {
  const locale = (await getLocale()) as Locale
  const other = locale === 'fr' ? 'en' : 'fr'
  const [t, actor, here] = await Promise.all([getTranslations('common'), getActor(), pathWithoutLocale()])
  const count = await countCart(actor)
  const to = (address: string) => path(locale, address)
  const at = (section: string) => here === section || here.startsWith(`${section}/`) || here.startsWith(`${section}?`)
  const links = tabs ?? [
    { href: to('/search'), label: t('explore'), current: here === '/' || at('/search') },
    { href: to('/photographers'), label: t('photographers'), current: at('/photographers') },
    { href: to('/licences'), label: t('licences'), current: at('/licences') },
    { href: to(actor.photographerId ? '/studio' : '/sell'), label: t(actor.photographerId ? 'studio' : 'sell'), current: at('/sell') },
  ]
  const languageHref = path(other, here)
  return (
    <>
      <SiteHeader
        homeHref={to('/')}
        links={links}
        languageHref={languageHref}
        otherLocale={other}
        search={search}
        over={over}
        words={{
          home: t('home'),
          nav: t('nav'),
          menu: t('menu'),
          search: t('search'),
          cart: t('cart'),
          cartCount: t('cartCount', { count }),
          language: t('language'),
          languageHint: t('languageHint'),
          signIn: t('signIn'),
          account: t('account'),
        }}
        cart={{ href: to('/cart'), count }}
        signInHref={actor.kind === 'user' ? null : `${to('/sign-in')}${here === '/' ? '' : `?next=${encodeURIComponent(to(here))}`}`}
        account={actor.kind === 'user' ? { links: accountLinks(actor, to, t), signOut: <SignOut label={t('signOut')} /> } : null}
      />
      <main id="main" tabIndex={-1} className={className}>
        {children}
      </main>
      <SiteFooter
        words={{ about: t('about'), nav: t('footerNav') }}
        language={{ href: languageHref, label: t('languageHint'), locale: other }}
        links={[
          { href: to('/licences'), label: t('licences') },
          { href: to('/terms'), label: t('terms') },
          { href: to('/privacy'), label: t('privacy') },
        ]}
      />
    </>
  )
}

function accountLinks(
  actor: Actor,
  to: (address: string) => string,
  t: (key: 'account' | 'orders' | 'downloads' | 'studio' | 'sell' | 'admin') => string,
): HeaderLink[] {
  return [
    { href: to('/account'), label: t('account') },
    { href: to('/account/orders'), label: t('orders') },
    { href: to('/account/downloads'), label: t('downloads') },
    actor.photographerId ? { href: to('/studio'), label: t('studio') } : { href: to('/sell'), label: t('sell') },
    ...(isStaff(actor) ? [{ href: to('/admin'), label: t('admin') }] : []),
  ]
}

/** `/search?q=x` for `/en/search?q=x`: the page asked for, whatever its language. The proxy writes the header. */
async function pathWithoutLocale() {
  const asked = (await headers()).get('x-path') ?? '/'
  const rest = asked.replace(/^\/(?:en|fr)(?=[/?]|$)/, '')
  return rest.startsWith('/') ? rest : `/${rest}`
}
