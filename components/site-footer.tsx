import { Logo } from './logo'
import type { HeaderLink } from './site-header'

/** One line on desktops: the mark, what Pouire is, and the few pages that must always be found. */
export function SiteFooter({
  words,
  links,
  language,
}: {
  words: { about: string; nav: string }
  links: readonly HeaderLink[]
  language: { href: string; label: string; locale: 'fr' | 'en' }
}) {
  const link = 'inline-flex min-h-11 items-center hover:underline underline-offset-4'
  return (
    <footer className="margins flex flex-col gap-x-8 gap-y-4 border-t border-line py-8 lg:flex-row lg:items-center lg:py-10">
      <Logo height={24} />
      <p className="text-muted">{words.about}</p>
      <nav aria-label={words.nav} className="lg:ml-auto">
        <ul className="flex flex-wrap gap-x-6 lg:gap-x-8">
          {links.map(({ href, label }) => (
            <li key={href}>
              <a href={href} className={link}>
                {label}
              </a>
            </li>
          ))}
          <li>
            <a href={language.href} hrefLang={language.locale} lang={language.locale} className={link}>
              {language.label}
            </a>
          </li>
        </ul>
      </nav>
    </footer>
  )
}
