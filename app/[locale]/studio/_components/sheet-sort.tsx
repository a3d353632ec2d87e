'use client'

import { Icon } from '@/components/ui/icon'

/** Sends its form when another order is chosen; without script the form's own button does. */
export function SheetSort({ label, value, options }: { label: string; value: string; options: readonly (readonly [string, string])[] }) {
  return (
    <label className="relative flex min-w-0 flex-1 items-center sm:flex-none">
      <span className="sr-only">{label}</span>
      <select
        name="sort"
        form="sheet-search"
        defaultValue={value}
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
        className="h-11 w-full min-w-0 appearance-none text-ellipsis rounded-control bg-transparent pr-8 pl-2 text-base text-ink focus-visible:rounded-control"
      >
        {options.map(([sort, said]) => (
          <option key={sort} value={sort} className="bg-card text-ink">
            {said}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" size={18} className="pointer-events-none absolute right-1" />
    </label>
  )
}
