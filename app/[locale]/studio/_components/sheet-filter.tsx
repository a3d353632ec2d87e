/** One heap of the sheet, with how many photos lie on it. */
export const SheetFilter = ({ href, current, words, count }: { href: string; current: boolean; words: string; count: number }) => (
  <li>
    <a
      href={href}
      aria-current={current ? 'page' : undefined}
      className={`inline-flex min-h-11 items-center gap-1.5 ${current ? 'font-semibold underline decoration-2 underline-offset-8' : 'text-muted hover:text-ink'}`}
    >
      {`${words} ${count}`}
    </a>
  </li>
)
