'use client'

import { type ComponentProps, useState } from 'react'
import { Field } from '@/components/ui/field'
import type { Locale } from '@/lib/actor'
import { searchCities } from '@/lib/catalog/cities'

type Props = ComponentProps<typeof Field> & { locale: Locale; countryCode: string }

/** A place as the person writes it; towns of the country that begin like it are offered by the browser's own list, with no call to anywhere. */
export function CityField({ locale, countryCode, defaultValue, onChange, ...rest }: Props) {
  const [typed, setTyped] = useState(String(defaultValue ?? ''))
  const listId = `${rest.id ?? rest.name}-towns`
  return (
    <>
      <Field
        {...rest}
        defaultValue={defaultValue}
        list={listId}
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          onChange?.(event)
        }}
      />
      <datalist id={listId}>
        {searchCities(typed, countryCode || null, 8).map(({ nameFr, nameEn, countryCode: of }) => (
          <option key={`${of} ${nameFr}`} value={locale === 'en' ? nameEn : nameFr} />
        ))}
      </datalist>
    </>
  )
}
