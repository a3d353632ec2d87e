import { ButtonLink } from './ui/button'

/** Onward by cursor: the next page, and the way back to the first. Nothing when there is neither. */
export function Pager({
  next,
  first,
  label,
}: {
  next?: { href: string; label: string } | null
  first?: { href: string; label: string } | null
  label: string
}) {
  if (!next && !first) return null
  return (
    <nav aria-label={label} className="mt-10 flex flex-wrap items-center gap-x-6 gap-y-4">
      {next && (
        <ButtonLink href={next.href} tone="outline" rel="next" className="w-full sm:w-auto">
          {next.label}
        </ButtonLink>
      )}
      {first && (
        <a href={first.href} className="link inline-flex min-h-11 items-center">
          {first.label}
        </a>
      )}
    </nav>
  )
}
