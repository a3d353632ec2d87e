import { Icon } from './icon'

/** An active filter: the whole chip is the link that removes it. `label` says so to those who hear the page. */
export function Chip({ href, label, children }: { href: string; label: string; children: string }) {
  return (
    <a
      href={href}
      aria-label={label}
      className="inline-flex h-11 items-center gap-2 rounded-full bg-wash pr-3 pl-4 whitespace-nowrap hover:bg-line focus-visible:rounded-full"
    >
      <span>{children}</span>
      <Icon name="x" size={18} className="text-muted" />
    </a>
  )
}
