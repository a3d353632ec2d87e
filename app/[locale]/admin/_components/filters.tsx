/** Which rows a list shows, as links: the address holds the choice. Scrolls within itself on phones. */
export function Filters({ label, links }: { label: string; links: readonly { href: string; words: string; current: boolean }[] }) {
  return (
    <nav aria-label={label} className="no-scrollbar -mx-4 mt-3 mb-6 overflow-x-auto px-4 lg:mx-0 lg:px-0">
      <ul className="flex gap-x-6 whitespace-nowrap lg:flex-wrap">
        {links.map((link) => (
          <li key={link.href}>
            <a
              href={link.href}
              aria-current={link.current ? 'page' : undefined}
              className={`inline-flex min-h-11 items-center ${link.current ? 'font-semibold underline decoration-2 underline-offset-8' : 'text-muted hover:text-ink'}`}
            >
              {link.words}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
