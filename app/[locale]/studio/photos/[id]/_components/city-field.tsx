'use client'

import { type ChangeEvent, useEffect, useRef, useState } from 'react'
import { FieldError } from '@/components/ui/field'
import type { Locale } from '@/lib/actor'
import type { City } from '@/lib/catalog/cities'
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
  const [found, setFound] = useState<City[]>([])
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (field.current) setText(field.current.value) // Typed before the page came to life.
  }, [])
  const nameOf = (city: City) => (locale === 'en' ? city.nameEn : city.nameFr)
  const combobox = useCombobox<City>({
    id: 'city',
    label: words.suggestions,
    options: found,
    onPick: (city) => {
      setText(nameOf(city))
      setFound([])
      onCity(city.countryCode)
    },
  })
  const type = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    setText(target.value)
    combobox.open()
    const { searchCities } = await import('@/lib/catalog/cities')
    const here = countryNow() ? searchCities(target.value, countryNow()) : []
    setFound(here.length ? here : searchCities(target.value, null))
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
          options={found.map((city) => ({ word: nameOf(city), beside: countries.find(([code]) => code === city.countryCode)?.[1] ?? city.countryCode }))}
        />
      </div>
      <p id="city-hint" className="mt-2 text-muted">
        {words.cityHint}
      </p>
      {error && <FieldError id="city-error">{error}</FieldError>}
    </div>
  )
}
