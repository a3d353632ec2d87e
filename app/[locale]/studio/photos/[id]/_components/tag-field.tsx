'use client'

import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { FieldError, TextArea } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { foldWord, stemOf } from '@/lib/catalog/fold-word'
import type { Suggestion } from '@/lib/catalog/suggest-tags'
import { fill } from '../../../_components/fill'
import type { EditWords } from './edit-words'
import { OptionsList } from './options-list'
import { tagsIn } from './tags-in'
import { useCombobox } from './use-combobox'
import { useScripted } from './use-scripted'
import { useSuggestions } from './use-suggestions'

type Props = { value: string; error?: string; words: EditWords; onChange: () => void }

/** The keywords of a photo. Without script a plain field of words and commas; with it, one chip a word, and suggestions while typing. It is posted the same way. */
export function TagField(props: Props) {
  const { value, error, words } = props
  if (useScripted()) return <Tokens {...props} />
  return <TextArea name="tags" lang="fr" rows={3} label={words.tags} hint={words.tagsHint} defaultValue={value} error={error} />
}

const stem = (tag: string) => stemOf(foldWord(tag))
/** Each word once, in its first spelling, as the server will keep them. */
const distinct = (tags: string[]) => tags.filter((tag, place) => stem(tag) && tags.findIndex((other) => stem(other) === stem(tag)) === place)

/** What was typed into the plain field before the page came to life. */
function typedEarly() {
  const plain = document.getElementById('tags')
  return plain instanceof HTMLTextAreaElement ? plain.value : null
}

function Tokens({ value, error, words, onChange }: Props) {
  const [tags, setTags] = useState(() => distinct(tagsIn(typedEarly() ?? value)))
  const [typed, setTyped] = useState('')
  const [isFocused, setFocused] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const suggestions = useSuggestions(typed.trim(), tags, isFocused)
  const add = (more: string[], rest = '') => {
    setTags((now) => distinct([...now, ...more]))
    setTyped(rest)
  }
  const combobox = useCombobox<Suggestion>({ id: 'tags', label: words.suggestions, options: suggestions, onPick: ({ word }) => add([word]) })

  const last = useRef(tags)
  useEffect(() => {
    if (last.current !== tags) onChange() // A word taken away types nothing: the form would not hear of it.
    last.current = tags
  }, [tags, onChange])

  const type = (text: string) => {
    const parts = text.split(/[,;\n]/)
    const rest = parts.pop() ?? ''
    if (parts.length) add(tagsIn(parts.join(',')), rest.trimStart())
    else setTyped(text)
    combobox.open()
  }
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text')
    if (!/[,;\n\t]/.test(text)) return
    event.preventDefault()
    add(tagsIn(`${typed}${text}`.replaceAll('\t', ',')))
  }
  const press = (event: KeyboardEvent) => {
    if (combobox.onKey(event)) return
    if (event.key === 'Enter') {
      event.preventDefault() // Never sends the form from here.
      add(tagsIn(typed))
    }
    if (event.key === 'Backspace' && !typed) setTags((now) => now.slice(0, -1))
  }
  return (
    <div>
      <div className="mb-2 flex items-baseline justify-between gap-3">
        <label htmlFor="tags" className="font-semibold">
          {words.tags}
        </label>
        <span className="text-sm text-muted">{fill(words.tagsCount, { count: tags.length })}</span>
      </div>
      <div className="relative">
        <div
          className={`flex flex-wrap gap-2 rounded-control bg-card p-2 has-[input:focus-visible]:outline-3 has-[input:focus-visible]:outline-offset-3 has-[input:focus-visible]:outline-indigo ${error ? 'border-2 border-bad' : 'border border-control'}`}
        >
          <ul className="contents" aria-label={words.tagsChosen}>
            {tags.map((tag) => (
              <li key={tag} className="inline-flex min-h-9 max-w-full items-center rounded-full bg-wash pl-3.5 touch:min-h-11" lang="fr">
                <span className="truncate">{tag}</span>
                <button
                  type="button"
                  aria-label={fill(words.tagRemove, { word: tag })}
                  className="grid h-9 w-9 place-items-center rounded-full text-muted hover:text-ink focus-visible:rounded-full touch:h-11 touch:w-11"
                  onClick={() => {
                    setTags(tags.filter((other) => other !== tag))
                    field.current?.focus()
                  }}
                >
                  <Icon name="x" size={16} />
                </button>
              </li>
            ))}
          </ul>
          <input
            {...combobox.inputProps}
            ref={field}
            id="tags"
            lang="fr"
            value={typed}
            maxLength={4_000}
            className="min-h-9 min-w-32 flex-1 bg-transparent px-2 text-base text-ink outline-none touch:min-h-11"
            aria-invalid={error ? true : undefined}
            aria-describedby={`tags-hint${error ? ' tags-error' : ''}`}
            onChange={(event) => type(event.target.value)}
            onKeyDown={press}
            onPaste={paste}
            onFocus={() => {
              setFocused(true)
              combobox.open()
            }}
            onBlur={() => {
              setFocused(false)
              combobox.close()
              if (typed.trim()) add(tagsIn(typed))
            }}
          />
        </div>
        <OptionsList combobox={combobox} options={suggestions.map(({ word, why }) => ({ word, beside: words.why[why] }))} />
      </div>
      <input type="hidden" name="tags" value={[...tags, ...tagsIn(typed)].join(', ')} />
      <p className="sr-only" role="status">
        {combobox.isShown ? fill(words.suggestionsCount, { count: suggestions.length }) : ''}
      </p>
      <p id="tags-hint" className="mt-2 text-muted">
        {words.tagsHint}
      </p>
      {error && <FieldError id="tags-error">{error}</FieldError>}
    </div>
  )
}
