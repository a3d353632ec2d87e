import type { useCombobox } from './use-combobox'

type Combobox = Pick<ReturnType<typeof useCombobox>, 'listProps' | 'optionProps'>

/** The list under a combobox: each option a word and, muted beside it, where it comes from. */
export function OptionsList({ combobox, options }: { combobox: Combobox; options: readonly { word: string; beside: string }[] }) {
  return (
    <div
      {...combobox.listProps}
      className="absolute inset-x-0 top-full z-20 mt-2 max-h-72 overflow-auto rounded-control border border-control bg-card p-1 [&[hidden]]:hidden"
    >
      {options.map(({ word, beside }, place) => (
        <div
          key={word + beside}
          {...combobox.optionProps(place)}
          className="flex min-h-11 cursor-pointer items-center justify-between gap-4 rounded-[6px] px-3 hover:bg-wash aria-selected:bg-wash aria-selected:font-semibold"
        >
          <span>{word}</span>
          <span className="text-sm font-normal text-muted">{beside}</span>
        </div>
      ))}
    </div>
  )
}
