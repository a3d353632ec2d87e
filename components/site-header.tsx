import type { ReactNode } from 'react'
import { Logo } from './logo'
import { Icon } from './ui/icon'

export type HeaderLink = { href: string; label: string; current?: boolean }

/** What the header says and where it leads. `over` lays it on the home page's photo on phones. */
export type HeaderProps = {
  homeHref: string
  words: {
    home: string
    nav: string
    menu: string
    search: string
    cart: string
    cartCount: string
    language: string
    languageHint: string
    signIn: string
    account: string
  }
  links: readonly HeaderLink[]
  languageHref: string
  otherLocale: 'fr' | 'en'
  cart: { href: string; count: number } | null
  signInHref: string | null
  account: { links: readonly HeaderLink[]; signOut: ReactNode } | null
  search?: ReactNode
  over?: boolean
}

const item = 'inline-flex min-h-11 items-center gap-2 whitespace-nowrap rounded-control px-3 lg:max-xl:px-2 hover:bg-wash focus-visible:rounded-control'

/** 72 high on desktops, 60 on phones; menus are <details>, so they open with no script. Tabs too many for a narrow window slide; their padding keeps the focus ring whole. */
export function SiteHeader({ homeHref, words, links, languageHref, otherLocale, cart, signInHref, account, search, over = false }: HeaderProps) {
  return (
    <header
      className={`margins relative z-20 flex h-15 items-center gap-2 lg:h-18 lg:gap-4 ${over ? 'max-lg:absolute max-lg:inset-x-0 max-lg:text-white' : ''}`}
    >
      <a href={homeHref} aria-label={words.home} className="flex min-h-11 shrink-0 items-center lg:mr-3">
        {search ? (
          <>
            <Logo height={28} word={false} className="lg:hidden" />
            <Logo className="max-lg:hidden" />
          </>
        ) : (
          <>
            <Logo plain={over} className="lg:hidden" />
            <Logo className="max-lg:hidden" />
          </>
        )}
      </a>
      {search ?? (
        <nav aria-label={words.nav} className="no-scrollbar -m-1.5 min-w-0 overflow-x-auto p-1.5 max-lg:hidden">
          <ul className="flex">
            {links.map((link) => (
              <li key={link.href}>
                <a
                  href={link.href}
                  aria-current={link.current ? 'page' : undefined}
                  className={`${item} relative ${link.current ? 'font-semibold after:absolute after:inset-x-0 after:bottom-0 after:h-0.5 after:bg-ink' : ''}`}
                >
                  {link.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div className={`ml-auto flex shrink-0 items-center lg:gap-1 ${search ? 'max-lg:ml-1' : ''}`}>
        <a
          href={languageHref}
          hrefLang={otherLocale}
          lang={otherLocale}
          aria-label={`${words.language}, ${words.languageHint}`}
          className={`${item} max-lg:hidden`}
        >
          {words.language}
        </a>
        {!search && (
          <a
            href={`${homeHref === '/' ? '' : homeHref}/search`}
            aria-label={words.search}
            className={`inline-flex size-11 items-center justify-center lg:hidden ${over ? 'hidden' : ''}`}
          >
            <Icon name="search" size={24} />
          </a>
        )}
        {cart && (
          <a
            href={cart.href}
            className={`${item} max-lg:relative max-lg:size-11 max-lg:justify-center max-lg:px-0 ${over ? 'max-lg:hover:bg-transparent' : ''}`}
          >
            <Icon name="shopping-bag" size={22} />
            <span className="max-xl:sr-only">{words.cart}</span>
            {cart.count > 0 && (
              <span className="inline-grid h-5 min-w-5 place-items-center rounded-full bg-indigo px-1 text-xs font-bold text-paper max-lg:absolute max-lg:top-0.5 max-lg:right-0">
                <span aria-hidden>{cart.count}</span>
                <span className="sr-only">{words.cartCount}</span>
              </span>
            )}
          </a>
        )}
        {signInHref && (
          <a href={signInHref} className={`${item} font-semibold max-lg:hidden`}>
            {words.signIn}
          </a>
        )}
        {account && (
          <details className="group relative max-lg:hidden">
            <summary className={`${item} font-semibold`}>
              {words.account}
              <Icon name="chevron-down" size={18} className="group-open:rotate-180" />
            </summary>
            <div className="absolute right-0 mt-1 w-64 rounded-control border border-line bg-card p-2">
              <MenuLinks links={account.links} />
              {account.signOut}
            </div>
          </details>
        )}
        <details className="lg:hidden">
          <summary aria-label={words.menu} className="relative inline-flex size-11 items-center justify-center">
            <Icon name="menu" size={24} />
          </summary>
          <div className="absolute inset-x-0 top-full border-y border-line bg-paper px-4 py-4 text-ink">
            <nav aria-label={words.menu}>
              <MenuLinks links={links} />
              <div className="mt-2 border-t border-line pt-2">
                {account && <MenuLinks links={account.links} />}
                {account?.signOut}
                {signInHref && <MenuLinks links={[{ href: signInHref, label: words.signIn }]} />}
                <a href={languageHref} hrefLang={otherLocale} lang={otherLocale} className={`${item} w-full`}>
                  {words.languageHint}
                </a>
              </div>
            </nav>
          </div>
        </details>
      </div>
    </header>
  )
}

function MenuLinks({ links }: { links: readonly HeaderLink[] }) {
  return (
    <ul>
      {links.map((link) => (
        <li key={link.href}>
          <a href={link.href} aria-current={link.current ? 'page' : undefined} className={`${item} w-full ${link.current ? 'font-semibold' : ''}`}>
            {link.label}
          </a>
        </li>
      ))}
    </ul>
  )
}
