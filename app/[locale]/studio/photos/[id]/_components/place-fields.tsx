'use client'

import { Select } from '@/components/ui/select'
import type { Locale } from '@/lib/actor'
import { CityField } from './city-field'
import type { FieldsProps } from './fields-props'

type Props = FieldsProps & { locale: Locale; countries: readonly (readonly [string, string])[] }

const countryField = () => document.getElementById('countryCode')

/** Where it was taken: a country of the list, and a town that knows its country. */
export function PlaceFields({ typed, fields, words, locale, countries }: Props) {
  const choose = (code: string) => {
    const select = countryField()
    if (!(select instanceof HTMLSelectElement)) return
    select.value = code
    select.dispatchEvent(new Event('change', { bubbles: true })) // The form listens to what is chosen.
  }
  const countryNow = () => {
    const select = countryField()
    return select instanceof HTMLSelectElement ? select.value : ''
  }
  return (
    <fieldset className="grid min-w-0 gap-6 sm:grid-cols-2">
      <legend className="display-20 mb-4">{words.place}</legend>
      <CityField value={typed.city} error={fields.city} words={words} locale={locale} countries={countries} countryNow={countryNow} onCity={choose} />
      <Select
        key={`country ${typed.countryCode}`}
        name="countryCode"
        label={words.country}
        options={[['', words.choose], ...countries]}
        defaultValue={typed.countryCode}
        error={fields.countryCode}
      />
    </fieldset>
  )
}
