'use client'

import { useActionState, useState } from 'react'
import { type CoverPicture, PortfolioHead, type PortfolioHeadProps } from '@/components/portfolio-head'
import { Field, FormMessage, TextArea } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Locale } from '@/lib/actor'
import { emptyForm } from '@/lib/web/form-state'
import { CityField } from '../../_components/city-field'
import { saveProfileAction } from '../actions'
import { type CoverChoice, CoverChooser } from './cover-chooser'

type Values = Record<'bioFr' | 'bioEn' | 'city' | 'countryCode' | 'portfolioUrl' | 'coverPhotoId', string>
type Named =
  | 'about'
  | 'bioFr'
  | 'bioFrHint'
  | 'bioEn'
  | 'bioEnHint'
  | 'optional'
  | 'place'
  | 'city'
  | 'country'
  | 'portfolioUrl'
  | 'portfolioUrlHint'
  | 'cover'
  | 'coverHint'
  | 'coverNone'
  | 'coverBest'
  | 'preview'
  | 'previewIn'
  | 'save'
  | 'busy'

type Props = {
  locale: Locale
  name: string
  values: Values
  countries: readonly (readonly [string, string])[]
  choices: readonly (CoverChoice & CoverPicture)[]
  bestId: string | null
  stats: PortfolioHeadProps['stats']
  words: Record<Named, string>
}

const BIO_MAX = 1_000

/** What the public page says, with that page's head beside it as it is being written. */
export function ProfileForm({ locale, name, values, countries, choices, bestId, stats, words }: Props) {
  const [state, send] = useActionState(saveProfileAction, emptyForm)
  const [given, setGiven] = useState(values)
  const { fields } = state
  const sent = { ...values, ...state.values }
  const set = (field: keyof Values) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget
    setGiven((now) => ({ ...now, [field]: value }))
  }
  return (
    <div className="mt-8 grid gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,1fr)_minmax(0,26rem)]">
      <form action={send} noValidate className="grid max-w-2xl gap-10">
        {state.message && <FormMessage ok={state.ok}>{state.message}</FormMessage>}
        <fieldset className="grid gap-6">
          <legend className="display-20 mb-4">{words.about}</legend>
          <TextArea
            name="bioFr"
            lang="fr"
            rows={5}
            label={words.bioFr}
            hint={words.bioFrHint}
            maxLength={BIO_MAX}
            defaultValue={given.bioFr}
            onChange={set('bioFr')}
            error={fields.bioFr}
          />
          <TextArea
            name="bioEn"
            lang="en"
            rows={5}
            label={words.bioEn}
            optional={words.optional}
            hint={words.bioEnHint}
            maxLength={BIO_MAX}
            defaultValue={given.bioEn}
            onChange={set('bioEn')}
            error={fields.bioEn}
          />
        </fieldset>
        <fieldset className="grid gap-6 sm:grid-cols-2">
          <legend className="display-20 mb-4">{words.place}</legend>
          <CityField
            name="city"
            locale={locale}
            countryCode={given.countryCode}
            label={words.city}
            maxLength={80}
            defaultValue={given.city}
            onChange={set('city')}
            error={fields.city}
          />
          <Select
            key={`country ${sent.countryCode}`} // A sent form resets its selects to what they first held: a new key makes it hold what was chosen.
            name="countryCode"
            label={words.country}
            options={countries}
            defaultValue={given.countryCode}
            onChange={set('countryCode')}
            error={fields.countryCode}
          />
          <Field
            name="portfolioUrl"
            type="url"
            label={words.portfolioUrl}
            optional={words.optional}
            hint={words.portfolioUrlHint}
            maxLength={300}
            defaultValue={given.portfolioUrl}
            onChange={set('portfolioUrl')}
            error={fields.portfolioUrl}
            className="sm:col-span-2"
          />
        </fieldset>
        <CoverChooser choices={choices} chosen={given.coverPhotoId} onChoose={set('coverPhotoId')} error={fields.coverPhotoId} words={words} />
        <div className="border-t border-line pt-6">
          <SubmitButton busy={words.busy} className="w-full sm:w-auto">
            {words.save}
          </SubmitButton>
        </div>
      </form>
      <Preview {...{ locale, name, given, countries, stats, words }} cover={choices.find(({ id }) => id === (given.coverPhotoId || bestId)) ?? null} />
    </div>
  )
}

function Preview({
  locale,
  name,
  given,
  countries,
  stats,
  words,
  cover,
}: Pick<Props, 'locale' | 'name' | 'countries' | 'stats' | 'words'> & { given: Values; cover: CoverPicture | null }) {
  const [language, setLanguage] = useState(locale)
  const bio = language === 'en' ? given.bioEn || given.bioFr : given.bioFr
  const country = countries.find(([code]) => code === given.countryCode)?.[1]
  return (
    <section aria-labelledby="preview" className="lg:sticky lg:top-6 lg:self-start">
      <div className="mb-4 flex items-center justify-between gap-4">
        <h2 id="preview" className="display-20">
          {words.preview}
        </h2>
        <fieldset className="flex gap-1">
          <legend className="sr-only">{words.previewIn}</legend>
          {(['fr', 'en'] as const).map((code) => (
            <button
              key={code}
              type="button"
              aria-pressed={language === code}
              onClick={() => setLanguage(code)}
              className="min-h-11 rounded-control px-3 hover:bg-wash aria-pressed:bg-wash aria-pressed:font-semibold"
            >
              {code === 'fr' ? 'Français' : 'English'}
            </button>
          ))}
        </fieldset>
      </div>
      <div className="overflow-hidden rounded-control border border-line bg-paper pb-6">
        <PortfolioHead
          as="p"
          name={name}
          place={[given.city, country].filter(Boolean).join(', ')}
          bio={bio.trim()}
          bioLang={language === 'en' && given.bioEn ? 'en' : 'fr'}
          cover={cover}
          link={linkOf(given.portfolioUrl)}
          stats={stats}
          sizes="(max-width: 1023px) 94vw, 416px"
        />
      </div>
    </section>
  )
}

/** The address as the page will show it; none while it is no whole web address. */
function linkOf(typed: string) {
  if (!/^https?:\/\//.test(typed.trim()) || !URL.canParse(typed.trim())) return null
  return { href: typed.trim(), label: new URL(typed.trim()).host }
}
