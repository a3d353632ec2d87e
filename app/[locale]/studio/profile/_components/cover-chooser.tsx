import type { ChangeEventHandler, ReactNode } from 'react'
import { FieldError } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'

export type CoverChoice = { id: string; small: string; title: string; widthPx: number; heightPx: number; placeholder?: string }

type Props = {
  choices: readonly CoverChoice[]
  chosen: string
  onChoose: ChangeEventHandler<HTMLInputElement>
  error?: string
  words: Record<'cover' | 'coverHint' | 'coverNone' | 'coverBest', string>
}

const HEIGHT = 96

/** One of the photos on sale, as radio buttons that are the pictures themselves; the first choice leaves it to the sales. */
export function CoverChooser({ choices, chosen, onChoose, error, words }: Props) {
  return (
    <fieldset aria-describedby="cover-hint">
      <legend className="display-20 mb-2">{words.cover}</legend>
      <p id="cover-hint" className="text-muted">
        {choices.length ? words.coverHint : words.coverNone}
      </p>
      {error && <FieldError>{error}</FieldError>}
      {/* The ring of a choice stands outside it: the padding keeps the scrolling box from cutting it off. */}
      <div className="-mx-1.5 mt-3 flex max-h-[25rem] flex-wrap gap-2.5 overflow-y-auto p-1.5">
        <Choice value="" chosen={chosen} onChoose={onChoose}>
          <span className="flex h-full w-36 items-end rounded-photo border border-control px-3 py-2 font-semibold">{words.coverBest}</span>
        </Choice>
        {choices.map(({ id, small, title, widthPx, heightPx, placeholder }) => (
          <Choice key={id} value={id} chosen={chosen} onChoose={onChoose}>
            <img
              src={small}
              alt={title}
              width={Math.round((widthPx / heightPx) * HEIGHT)}
              height={HEIGHT}
              loading="lazy"
              className="h-full w-auto rounded-photo bg-wash bg-cover"
              style={{ backgroundImage: placeholder && `url(${placeholder})` }}
            />
          </Choice>
        ))}
      </div>
    </fieldset>
  )
}

function Choice({ value, chosen, onChoose, children }: { value: string; children: ReactNode } & Pick<Props, 'chosen' | 'onChoose'>) {
  const id = `cover-${value || 'best'}`
  return (
    <label
      htmlFor={id}
      className="relative block h-24 rounded-photo outline-offset-2 has-checked:outline-3 has-checked:outline-indigo has-focus-visible:outline-3 has-focus-visible:outline-indigo"
    >
      <input
        id={id}
        type="radio"
        name="coverPhotoId"
        value={value}
        defaultChecked={chosen === value}
        onChange={onChoose}
        className="peer absolute inset-0 size-full cursor-pointer opacity-0"
      />
      {children}
      <span className="absolute top-1.5 left-1.5 hidden size-6 place-items-center rounded-[5px] bg-indigo text-paper peer-checked:grid">
        <Icon name="check" size={16} />
      </span>
    </label>
  )
}
