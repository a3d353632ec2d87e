'use client'

import { type ChangeEvent, useEffect, useRef, useState } from 'react'
import { FieldError } from '@/components/ui/field'
import type { Locale } from '@/lib/actor'
import type { City } from '@/lib/catalog/cities'
import { useTowns } from '../../../_components/use-towns'
import type { EditWords } from './edit-words'
import { OptionsList } from './options-list'
import { useCombobox } from './use-combobox'

type Props = {
  value: string
  error?: string
  words: EditWords
  locale: Locale
  countries: readonly (readonly [string, string])[]
  /** The code of the country chosen now, empty when none is. */
  countryNow: () => string
  onCity: (countryCode: string) => void
}

/** A town, from a list that comes with the app once the field is used, or any place written by hand. Without script a plain field. */
export function CityField({ value, error, words, locale, countries, countryNow, onCity }: Props) {
  const [text, setText] = useState(value)
  const { towns, look, clear } = useTowns()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (field.current) setText(field.current.value) // Typed before the page came to life.
  }, [])
  const nameOf = (city: City) => (locale === 'en' ? city.nameEn : city.nameFr)
  const combobox = useCombobox<City>({
    id: 'city',
    label: words.suggestions,
    options: towns,
    onPick: (city) => {
      setText(nameOf(city))
      clear()
      onCity(city.countryCode)
    },
  })
  const type = ({ target }: ChangeEvent<HTMLInputElement>) => {
    setText(target.value)
    combobox.open()
    void look(target.value, countryNow())
  }
  return (
    <div>
      <label htmlFor="city" className="mb-2 block font-semibold">
        {words.city}
      </label>
      <div className="relative">
        <input
          {...combobox.inputProps}
          ref={field}
          id="city"
          name="city"
          value={text}
          maxLength={80}
          className={`h-13 w-full rounded-control bg-card px-4 text-base text-ink focus-visible:rounded-control ${error ? 'border-2 border-bad' : 'border border-control'}`}
          aria-invalid={error ? true : undefined}
          aria-describedby={`city-hint${error ? ' city-error' : ''}`}
          onChange={type}
          onKeyDown={combobox.onKey}
        />
        <OptionsList
          combobox={combobox}
          options={towns.map((city) => ({ word: nameOf(city), beside: countries.find(([code]) => code === city.countryCode)?.[1] ?? city.countryCode }))}
        />
      </div>
      <p id="city-hint" className="mt-2 text-muted">
        {words.cityHint}
      </p>
      {error && <FieldError id="city-error">{error}</FieldError>}
    </div>
  )
}
