import { buttonClass } from './ui/button'
import { Icon } from './ui/icon'

type Props = { action: string; q: string; words: { label: string; placeholder: string; submit: string; clear: string }; clearHref?: string }

/** The search field of the header. A plain GET form: the address is the search. */
export function SearchField({ action, q, words, clearHref }: Props) {
  return (
    <search className="min-w-0 flex-1 lg:max-w-[520px]">
      <form action={action} className="relative">
        <Icon name="search" size={20} className="pointer-events-none absolute top-1/2 left-4 -translate-y-1/2 max-lg:hidden" />
        <input
          type="search"
          name="q"
          defaultValue={q}
          aria-label={words.label}
          placeholder={words.placeholder}
          enterKeyHint="search"
          autoComplete="off"
          maxLength={200}
          className="h-12 w-full rounded-control border border-control bg-card pr-11 pl-3 text-base focus-visible:rounded-control lg:pl-12"
        />
        {q && clearHref && (
          <a
            href={clearHref}
            aria-label={words.clear}
            className="absolute top-0.5 right-0.5 inline-flex size-11 items-center justify-center rounded-control focus-visible:rounded-control"
          >
            <Icon name="x" size={18} />
          </a>
        )}
        <button type="submit" className="sr-only">
          {words.submit}
        </button>
      </form>
    </search>
  )
}

/** The large one on the home page's photo, with the screen's one call to action. */
export function HeroSearch({ action, words }: Omit<Props, 'q' | 'clearHref'>) {
  return (
    <search>
      <form action={action} className="flex max-w-[660px] items-center rounded-xl bg-card p-1.5 text-ink">
        <Icon name="search" size={22} className="ml-3.5 max-sm:hidden" />
        <input
          type="search"
          name="q"
          aria-label={words.label}
          placeholder={words.placeholder}
          enterKeyHint="search"
          autoComplete="off"
          maxLength={200}
          className="h-13 min-w-0 flex-1 rounded-control bg-transparent px-3 text-base focus-visible:rounded-control"
        />
        <button type="submit" aria-label={words.submit} className={buttonClass('primary', 'lg', 'max-sm:size-13 max-sm:px-0!')}>
          <Icon name="search" size={22} className="sm:hidden" />
          <span className="max-sm:hidden" aria-hidden>
            {words.submit}
          </span>
        </button>
      </form>
    </search>
  )
}
