'use client'

import { type FormEvent, useActionState, useCallback, useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { FormMessage } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Locale } from '@/lib/actor'
import { needsRelease } from '@/lib/photos/rules'
import { emptyForm } from '@/lib/web/form-state'
import type { ReleaseTerms } from '../../../releases/_components/add-release'
import { savePhotoAction } from '../actions'
import { Checklist } from './checklist'
import { fieldsOf } from './draft'
import type { EditWords, ReleaseWords } from './edit-words'
import { PeopleFields } from './people-fields'
import type { PhotoValues } from './photo-values'
import { valuesFrom } from './photo-values'
import { PlaceFields } from './place-fields'
import { PriceField } from './price-field'
import { type Release, ReleasesField } from './releases-field'
import { Replaced } from './replaced'
import { SaveLine } from './save-line'
import { useAutosave } from './use-autosave'
import { useLeftWords } from './use-left-words'
import { WordsFields } from './words-fields'

type Props = {
  photo: { id: string; version: string; maySubmit: boolean; savesItself: boolean; undecided: number }
  locale: Locale
  values: PhotoValues
  words: EditWords
  releaseWords: ReleaseWords
  submitWords: string
  categories: readonly (readonly [string, string])[]
  countries: readonly (readonly [string, string])[]
  releases: readonly Release[]
  terms: { commissionBps: number; extendedFactor: number; release: ReleaseTerms }
  releasesHref: string
}

/** All that is said of a photo. It saves itself where it may; what is missing and what a sale brings follow the typing; without script the buttons do the same. */
export function PhotoForm({ photo, locale, values, words, releaseWords, submitWords, categories, countries, releases, terms, releasesHref }: Props) {
  const [state, send, isSending] = useActionState(savePhotoAction, emptyForm)
  const form = useRef<HTMLFormElement>(null)
  const autosave = useAutosave({ photoId: photo.id, locale, form, firstVersion: photo.version, isAutomatic: photo.savesItself, isSending })
  const left = useLeftWords(photo.id, photo.version, form, state)
  const typed = state.message && left.taken?.over !== state ? valuesFrom(state.values) : (left.taken?.values ?? values)
  const [now, setNow] = useState(values)
  const [added, setAdded] = useState<Release[]>([])
  const own = [...added, ...releases]
  const { fields } = state

  const touch = useRef(autosave.touch)
  const adopt = useRef(autosave.adopt)
  useEffect(() => {
    touch.current = autosave.touch
    adopt.current = autosave.adopt
  })
  const look = useCallback(() => {
    if (!form.current) return
    setNow(valuesFrom(fieldsOf(form.current)))
    touch.current()
  }, [])
  useEffect(() => {
    if (state.ok && state.values.version) adopt.current(state.values.version, state.values.replaced ? state.values.replaced.split(',') : [])
  }, [state])
  useEffect(() => {
    if (left.taken || added.length) look() // What was taken up or added is in the fields by now.
  }, [left.taken, added, look])

  const first = useRef(values)
  useEffect(() => {
    // What was typed before the page came to life was heard by nobody.
    if (form.current && JSON.stringify(valuesFrom(fieldsOf(form.current))) !== JSON.stringify(first.current)) look()
  }, [look])

  async function submit(event: FormEvent<HTMLFormElement>) {
    if (!autosave.isBusy()) return void autosave.settle()
    event.preventDefault() // An older state of the words must not arrive after this one.
    const button = (event.nativeEvent as SubmitEvent).submitter
    await autosave.settle()
    form.current?.requestSubmit(button)
  }
  const given = {
    ...now,
    modelReleases: own.filter(({ id, kind }) => kind === 'model' && now.releaseIds.includes(id)).length,
    undecided: photo.undecided,
  }
  const parts = { typed, fields, words }
  return (
    <form ref={form} action={send} onSubmit={submit} onChange={look} noValidate className="grid gap-10">
      <input type="hidden" name="photoId" value={photo.id} />
      <input type="hidden" name="version" value={autosave.version} />
      {state.message && !(state.ok && autosave.saving.is === 'typing') && <FormMessage ok={state.ok}>{state.message}</FormMessage>}
      {left.taken && !left.taken.over.message && <FormMessage ok>{words.autosave.restored}</FormMessage>}
      {left.found && (
        <div className="rounded-control border border-control p-4">
          <p>{words.autosave.found}</p>
          <div className="mt-3 flex flex-wrap gap-3">
            <Button tone="outline" size="md" onClick={left.take}>
              {words.autosave.restore}
            </Button>
            <Button tone="quiet" size="md" onClick={left.forget}>
              {words.autosave.forget}
            </Button>
          </div>
        </div>
      )}
      <div key={left.taken ? 'taken' : 'given'} className="grid gap-10">
        <WordsFields {...parts} categories={categories} onChange={look} />
        <PlaceFields {...parts} locale={locale} countries={countries} />
        <PriceField {...parts} price={now.priceXof} editorialOnly={now.editorialOnly} locale={locale} terms={terms} />
        <PeopleFields {...parts}>
          <ReleasesField
            releases={own}
            attached={typed.releaseIds}
            error={fields.releaseIds}
            isWanted={needsRelease(now)}
            words={words}
            releaseWords={releaseWords}
            terms={terms.release}
            locale={locale}
            allHref={releasesHref}
            onAdded={(release) => setAdded((before) => [release, ...before])}
          />
        </PeopleFields>
      </div>
      <div className="grid gap-5 border-t border-line pt-6">
        {photo.maySubmit && <Checklist given={given} words={words} />}
        <div className="flex flex-wrap gap-3">
          <SubmitButton name="intent" value="save" tone={photo.maySubmit ? 'outline' : 'primary'} busy={words.busy} className="w-full sm:w-auto">
            {words.save}
          </SubmitButton>
          {photo.maySubmit && (
            <SubmitButton name="intent" value="submit" busy={words.busy} className="w-full sm:w-auto">
              {submitWords}
            </SubmitButton>
          )}
        </div>
      </div>
      <div className="sticky bottom-0 z-10 -mx-4 -mt-7 border-t border-line bg-paper px-4 py-2.5 lg:mx-0 lg:px-0">
        <Replaced names={autosave.replaced} words={words} />
        <SaveLine saving={autosave.saving} isAutomatic={photo.savesItself} words={words.autosave} locale={locale} />
      </div>
    </form>
  )
}
