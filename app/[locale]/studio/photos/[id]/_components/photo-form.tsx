'use client'

import { type ReactNode, useActionState, useState } from 'react'
import { Checkbox, Field, FormMessage, TextArea } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Locale } from '@/lib/actor'
import { emptyForm } from '@/lib/web/form-state'
import { savePhotoAction } from '../actions'
import { Earnings, type EarningsWords } from './earnings'
import { type Given, listMissing, tagsIn } from './missing'

export type PhotoValues = Given & {
  titleEn: string
  descriptionFr: string
  descriptionEn: string
  city: string
  people: 'none' | 'one' | 'several'
  recognisable: boolean
  editorialOnly: boolean
  aiMade: boolean
}

type Named =
  | 'words'
  | 'english'
  | 'titleFr'
  | 'titleFrHint'
  | 'titleEn'
  | 'descriptionFr'
  | 'descriptionFrHint'
  | 'descriptionEn'
  | 'tags'
  | 'tagsHint'
  | 'subject'
  | 'choose'
  | 'place'
  | 'city'
  | 'country'
  | 'price'
  | 'priceHint'
  | 'peopleTitle'
  | 'people'
  | 'peopleNone'
  | 'peopleOne'
  | 'peopleSeveral'
  | 'recognisable'
  | 'recognisableHint'
  | 'editorialOnly'
  | 'editorialOnlyHint'
  | 'aiMade'
  | 'aiMadeHint'
  | 'missingTitle'
  | 'completeTitle'
  | 'complete'
  | 'save'
  | 'submit'
  | 'busy'
export type PhotoFormWords = Record<Named, string> & {
  earnings: EarningsWords
  missing: Record<ReturnType<typeof listMissing>[number]['what'], string>
  missingTags: readonly string[]
}

type Props = {
  photoId: string
  locale: Locale
  values: PhotoValues
  words: PhotoFormWords
  categories: readonly (readonly [string, string])[]
  countries: readonly (readonly [string, string])[]
  terms: { commissionBps: number; extendedFactor: number }
  maySubmit: boolean
  children?: ReactNode
}

/** The words, place, price and people of a photo. What is missing and what a sale brings follow the typing; both are right without script at each save. */
export function PhotoForm({ photoId, locale, values, words, categories, countries, terms, maySubmit, children }: Props) {
  const [state, send] = useActionState(savePhotoAction, emptyForm)
  const typed = { ...values, ...(state.ok ? {} : state.values) }
  const kept = (name: 'recognisable' | 'editorialOnly' | 'aiMade') => (state.ok || !state.message ? values[name] : state.values[name] === 'on')
  const [given, setGiven] = useState<Given & { editorialOnly: boolean }>(values)
  const { fields } = state
  // A select is reset to what it first held when its form has been sent: a new key makes it hold what was chosen.
  return (
    <form
      action={send}
      noValidate
      className="grid gap-10"
      onChange={(event) => {
        const form = new FormData(event.currentTarget)
        const text = (name: keyof Given) => String(form.get(name) ?? '')
        setGiven({
          titleFr: text('titleFr'),
          tags: text('tags'),
          categoryId: text('categoryId'),
          countryCode: text('countryCode'),
          priceXof: text('priceXof'),
          editorialOnly: form.has('editorialOnly'),
        })
      }}
    >
      <input type="hidden" name="photoId" value={photoId} />
      {state.message && <FormMessage ok={state.ok}>{state.message}</FormMessage>}
      <fieldset className="grid gap-6">
        <legend className="display-20 mb-4">{words.words}</legend>
        <Field name="titleFr" lang="fr" label={words.titleFr} hint={words.titleFrHint} defaultValue={typed.titleFr} error={fields.titleFr} maxLength={120} />
        <TextArea
          name="descriptionFr"
          lang="fr"
          rows={3}
          label={words.descriptionFr}
          hint={words.descriptionFrHint}
          defaultValue={typed.descriptionFr}
          error={fields.descriptionFr}
          maxLength={2000}
        />
        <TextArea
          name="tags"
          lang="fr"
          rows={3}
          label={`${words.tags} (${tagsIn(given.tags).length})`}
          hint={words.tagsHint}
          defaultValue={typed.tags}
          error={fields.tags}
        />
        <details open={Boolean(values.titleEn || values.descriptionEn || fields.titleEn || fields.descriptionEn)} className="group border-y border-line">
          <summary className="flex min-h-13 items-center justify-between gap-3 font-semibold">
            {words.english}
            <Icon name="chevron-down" className="group-open:rotate-180" />
          </summary>
          <div className="grid gap-6 pt-2 pb-6">
            <Field name="titleEn" lang="en" label={words.titleEn} defaultValue={typed.titleEn} error={fields.titleEn} maxLength={120} />
            <TextArea
              name="descriptionEn"
              lang="en"
              rows={3}
              label={words.descriptionEn}
              defaultValue={typed.descriptionEn}
              error={fields.descriptionEn}
              maxLength={2000}
            />
          </div>
        </details>
        <Select
          key={`subject ${typed.categoryId}`}
          name="categoryId"
          label={words.subject}
          options={[['', words.choose], ...categories]}
          defaultValue={typed.categoryId}
          error={fields.categoryId}
        />
      </fieldset>
      <fieldset className="grid gap-6 sm:grid-cols-2">
        <legend className="display-20 mb-4">{words.place}</legend>
        <Field name="city" label={words.city} defaultValue={typed.city} error={fields.city} maxLength={80} />
        <Select
          key={`country ${typed.countryCode}`}
          name="countryCode"
          label={words.country}
          options={[['', words.choose], ...countries]}
          defaultValue={typed.countryCode}
          error={fields.countryCode}
        />
      </fieldset>
      <div>
        <Field
          name="priceXof"
          inputMode="numeric"
          autoComplete="off"
          label={<span className="display-20">{words.price}</span>}
          hint={words.priceHint}
          defaultValue={typed.priceXof}
          error={fields.priceXof}
          className="max-w-sm"
          after={<span className="pr-4 text-muted">{'F\u00a0CFA'}</span>}
        />
        <Earnings price={given.priceXof} editorialOnly={given.editorialOnly} locale={locale} words={words.earnings} {...terms} />
      </div>
      <fieldset className="grid gap-2">
        <legend className="display-20 mb-4">{words.peopleTitle}</legend>
        <Select
          key={`people ${typed.people}`}
          name="people"
          className="mb-2 max-w-sm"
          label={words.people}
          defaultValue={typed.people}
          error={fields.people}
          options={[
            ['none', words.peopleNone],
            ['one', words.peopleOne],
            ['several', words.peopleSeveral],
          ]}
        />
        <Checkbox
          name="recognisable"
          label={words.recognisable}
          hint={words.recognisableHint}
          defaultChecked={kept('recognisable')}
          error={fields.recognisable}
        />
        <Checkbox
          name="editorialOnly"
          label={words.editorialOnly}
          hint={words.editorialOnlyHint}
          defaultChecked={kept('editorialOnly')}
          error={fields.editorialOnly}
        />
        <Checkbox name="aiMade" label={words.aiMade} hint={words.aiMadeHint} defaultChecked={kept('aiMade')} error={fields.aiMade} />
      </fieldset>
      <div className="border-t border-line pt-6">
        {maySubmit && <Checklist given={given} words={words} />}
        <div className="mt-5 flex flex-wrap gap-3">
          {maySubmit && (
            <SubmitButton name="intent" value="submit" busy={words.busy} className="w-full sm:w-auto">
              {words.submit}
            </SubmitButton>
          )}
          <SubmitButton name="intent" value="save" tone={maySubmit ? 'outline' : 'primary'} busy={words.busy} className="w-full sm:w-auto">
            {words.save}
          </SubmitButton>
          {children}
        </div>
      </div>
    </form>
  )
}

function Checklist({ given, words }: { given: Given; words: PhotoFormWords }) {
  const missing = listMissing(given)
  if (!missing.length) {
    return (
      <p aria-live="polite">
        <strong>{words.completeTitle}.</strong> {words.complete}
      </p>
    )
  }
  return (
    <div aria-live="polite">
      <p className="font-semibold">{words.missingTitle}</p>
      <ul className="mt-1 flex flex-wrap gap-x-5">
        {missing.map(({ what, field, count }) => (
          <li key={what}>
            <a href={`#${field}`} className="link inline-flex min-h-11 items-center">
              {what === 'tags' ? words.missingTags[count] : words.missing[what]}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}
