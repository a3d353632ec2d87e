'use client'

import { type FormEvent, startTransition, useActionState, useEffect, useRef, useState } from 'react'
import { buttonClass } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { Locale } from '@/lib/actor'
import { emptyForm, type FormState } from '@/lib/web/form-state'
import { bulkEditAction, undoEditAction } from '../actions'
import { type BulkFieldWords, earned, MainFields, MoreFields, type Terms } from './bulk-fields'
import { boxes, tick, useChosen } from './chosen'
import { fill } from './fill'

export type BulkPhoto = { id: string; title: string; status: string; editorialOnly: boolean; tags: string[] }
export type BulkWords = BulkFieldWords &
  Record<
    | 'label'
    | 'none'
    | 'open'
    | 'close'
    | 'more'
    | 'apply'
    | 'submit'
    | 'applySubmit'
    | 'delete'
    | 'deleteAsk'
    | 'deleteYes'
    | 'deleteNo'
    | 'busy'
    | 'dismiss'
    | 'undo',
    string
  > &
  Record<'chosen' | 'refused', { none: string; one: string; many: string }>

type Props = {
  locale: Locale
  words: BulkWords
  photos: readonly BulkPhoto[]
  categories: readonly (readonly [string, string])[]
  countries: readonly (readonly [string, string])[]
  releases: readonly (readonly [string, string])[]
  terms: Terms
}

const WORN_MAX = 30
const quiet = buttonClass('quiet', 'md', 'text-cream! hover:bg-white/10!')

/** What changes the chosen photos, in place. A plain form that posts itself without script; with it, nothing typed is lost, and what was refused stays chosen with why. */
export function BulkBar({ locale, words, photos, categories, countries, releases, terms }: Props) {
  const [state, send, pending] = useActionState(bulkEditAction, emptyForm)
  const [undone, undo, undoing] = useActionState(undoEditAction, emptyForm)
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState<Record<string, string>>({})
  const [said, setSaid] = useState<FormState | null>([state, undone].find(({ message }) => message) ?? null)
  const form = useRef<HTMLFormElement>(null)
  const ids = useChosen()
  const chosen = photos.filter(({ id }) => ids.includes(id))
  const refused = photos.filter(({ id }) => state.fields[id])
  const maySubmit = chosen.length === 0 || chosen.some(({ status }) => status === 'ready' || status === 'rejected')
  const shownClass = ids.length ? '' : 'hidden! unscripted:flex!' // A message may stand alone.
  const worn = [...new Set(chosen.flatMap(({ tags }) => tags))].slice(0, WORN_MAX)
  const earnings = earned(typed.priceXof ?? '', chosen.length > 0 && chosen.every(({ editorialOnly }) => editorialOnly), terms, locale, words)
  const filled = Object.entries(typed).some(([name, value]) => value && name !== 'intent')

  useEffect(() => {
    if (state === emptyForm || state.message === null) return
    setSaid(state)
    form.current?.scrollTo(0, 0) // What is said stands over the fields.
    if (state.ok) {
      form.current?.reset()
      setTyped({})
      setOpen(false)
    }
    const kept = Object.keys(state.fields)
    if (state.ok || kept.some((id) => boxes().some((box) => box.value === id))) {
      tick(boxes(), false)
      tick(
        boxes().filter((box) => kept.includes(box.value)),
        true,
      )
    }
  }, [state])
  useEffect(() => {
    if (undone.message) setSaid(undone)
  }, [undone])

  const read = (event: FormEvent<HTMLFormElement>) => {
    const data = new FormData(event.currentTarget)
    data.delete('photoIds[]')
    setTyped(Object.fromEntries([...data].map(([name, value]) => [name, String(value)])))
  }
  return (
    <>
      <form
        id="bulk"
        ref={form}
        action={send}
        noValidate
        aria-label={words.label}
        onChange={read}
        onSubmit={(event) => {
          event.preventDefault() // Sent by hand: React would empty the fields of a form it sends itself.
          const submitter = (event.nativeEvent as SubmitEvent).submitter
          const data = new FormData(event.currentTarget, submitter)
          if (!pending) startTransition(() => send(data))
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && open) setOpen(false)
        }}
        className={`bulk-bar fixed inset-x-0 bottom-0 z-30 max-h-[88dvh] flex-wrap items-center gap-2 overflow-y-auto border border-white/15 bg-stage p-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] text-cream sm:inset-x-4 sm:bottom-5 sm:rounded-[14px] lg:inset-x-10 ${said ? 'said' : ''}`}
      >
        {/* What Enter in a field does: never a deletion. */}
        <button type="submit" name="intent" value="apply" hidden tabIndex={-1} aria-hidden />
        {said && (
          <div className="flex w-full items-start gap-3 px-2 pt-1" role={said.ok ? 'status' : 'alert'}>
            <Icon name={said.ok ? 'circle-check' : 'circle-alert'} className="mt-2.5" />
            <div className="min-w-0 flex-1 py-2">
              <p>{said.message}</p>
              {said === state && <Faults words={words} fields={state.fields} />}
              {said === state && refused.length > 0 && <Refused photos={refused} words={words} fields={state.fields} />}
            </div>
            {said === state && state.values.editId && (
              <button type="submit" form="undo-bulk" className={quiet}>
                {words.undo}
              </button>
            )}
            <button type="button" aria-label={words.dismiss} title={words.dismiss} onClick={() => setSaid(null)} className={`${quiet} px-3! unscripted:hidden`}>
              <Icon name="x" />
            </button>
          </div>
        )}
        <div className={`bulk-body ${open ? 'grid' : 'hidden'} w-full gap-2 p-1 unscripted:grid sm:grid-cols-2 lg:grid-cols-4`}>
          <MoreFields words={words} kept={state.values} releases={releases} worn={worn} fields={state.fields} />
          {chosen.some(({ status }) => ['ready', 'failed', 'rejected'].includes(status)) && <Deletion key={said?.message} words={words} />}
        </div>
        <div className="flex items-center sm:pl-2">
          <p className="whitespace-nowrap px-2 font-semibold tabular-nums max-sm:pr-0">
            {ids.length > 0 && fill(ids.length === 1 ? words.chosen.one : words.chosen.many, { count: ids.length })}
          </p>
          <button
            type="button"
            aria-label={words.none}
            title={words.none}
            onClick={() => tick(boxes(), false)}
            className={`${quiet} px-3! unscripted:hidden ${ids.length ? '' : 'hidden!'}`}
          >
            <Icon name="x" />
          </button>
        </div>
        <div
          className={`${open ? 'grid' : 'hidden'} order-first w-full gap-2 p-1 unscripted:grid sm:grid-cols-2 lg:order-none lg:flex lg:w-auto lg:min-w-0 lg:flex-1 lg:basis-0 lg:p-0 ${shownClass}`}
        >
          <MainFields locale={locale} words={words} kept={state.values} fields={state.fields} categories={categories} countries={countries} />
        </div>
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)} className={`${quiet} ml-auto max-sm:px-3! unscripted:hidden ${shownClass}`}>
          <Icon name={open ? 'chevron-down' : 'sliders-horizontal'} size={18} />
          <span className="lg:hidden">{open ? words.close : words.open}</span>
          <span className="hidden lg:inline">{open ? words.close : words.more}</span>
        </button>
        <div className={`sticky -bottom-2 -mb-2 flex w-full flex-wrap items-center justify-end gap-2 bg-stage pb-2 ${shownClass}`}>
          <p className="grow basis-72 px-2" aria-live="polite">
            {earnings}
          </p>
          <button
            type="submit"
            name="intent"
            value="apply"
            aria-disabled={pending}
            className={`${quiet} grow border! border-cream/40! sm:grow-0 ${filled && maySubmit ? '' : 'hidden!'} unscripted:inline-flex!`}
          >
            {pending ? words.busy : words.apply}
          </button>
          <button
            type="submit"
            name="intent"
            value={maySubmit ? 'submit' : 'apply'}
            aria-disabled={pending || (!maySubmit && !filled)}
            className={buttonClass('light', 'md', 'grow sm:grow-0')}
          >
            {pending ? words.busy : !maySubmit ? words.apply : filled ? words.applySubmit : words.submit}
          </button>
        </div>
      </form>
      <form id="undo-bulk" action={undo} onSubmit={(event) => undoing && event.preventDefault()} hidden>
        <input type="hidden" name="editId" value={state.values.editId ?? ''} />
      </form>
    </>
  )
}

/** Asks before it deletes. */
function Deletion({ words }: { words: BulkWords }) {
  const [asking, setAsking] = useState(false)
  if (!asking) {
    return (
      <p className="sm:col-span-full">
        <button type="button" onClick={() => setAsking(true)} className={quiet}>
          <Icon name="trash-2" size={18} />
          <span>{words.delete}</span>
        </button>
      </p>
    )
  }
  return (
    <p className="flex flex-wrap items-center gap-2 sm:col-span-full">
      <span className="mx-3">{words.deleteAsk}</span>
      <button type="submit" name="intent" value="delete" className={buttonClass('danger', 'md')}>
        {words.deleteYes}
      </button>
      <button type="button" onClick={() => setAsking(false)} className={quiet}>
        {words.deleteNo}
      </button>
    </p>
  )
}

const labels = ['categoryId', 'city', 'countryCode', 'addTags', 'removeTags', 'priceXof', 'editorialOnly', 'people', 'recognisable'] as const
const wordFor = { categoryId: 'category', countryCode: 'country', priceXof: 'price', editorialOnly: 'use' } as const

/** What is wrong with the fields themselves, each by its name. */
const Faults = ({ words, fields }: { words: BulkWords; fields: Record<string, string> }) => (
  <>
    {[fields.photoIds, fields.releaseIds].filter(Boolean).map((fault) => (
      <p key={fault}>{fault}</p>
    ))}
    {labels
      .filter((name) => fields[name])
      .map((name) => (
        <p key={name}>
          <strong>{words[name in wordFor ? wordFor[name as keyof typeof wordFor] : (name as 'city')]}</strong>
          {`. ${fields[name]}`}
        </p>
      ))}
  </>
)

const Refused = ({ photos, words, fields }: { photos: readonly BulkPhoto[]; words: BulkWords; fields: Record<string, string> }) => (
  <>
    <p className="mt-1 font-semibold">{fill(photos.length === 1 ? words.refused.one : words.refused.many, { count: photos.length })}</p>
    <ul className="mt-1 max-h-40 overflow-y-auto">
      {photos.map(({ id, title }) => (
        <li key={id}>
          <strong>{title}</strong>
          {`. ${fields[id]}`}
        </li>
      ))}
    </ul>
  </>
)
