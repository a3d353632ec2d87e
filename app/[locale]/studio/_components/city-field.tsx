'use client'

import type { ComponentProps } from 'react'
import { Field } from '@/components/ui/field'
import type { Locale } from '@/lib/actor'
import { useTowns } from './use-towns'

type Props = ComponentProps<typeof Field> & { locale: Locale; countryCode: string }

/** A place as the person writes it; towns that begin like it are offered by the browser's own list, with no call to anywhere. */
export function CityField({ locale, countryCode, defaultValue, onChange, ...rest }: Props) {
  const { towns, look } = useTowns()
  const listId = `${rest.id ?? rest.name}-towns`
  return (
    <>
      <Field
        {...rest}
        defaultValue={defaultValue}
        list={listId}
        autoComplete="off"
        onChange={(event) => {
          void look(event.currentTarget.value, countryCode)
          onChange?.(event)
        }}
      />
      <datalist id={listId}>
        {towns.map(({ nameFr, nameEn, countryCode: of }) => (
          <option key={`${of} ${nameFr}`} value={locale === 'en' ? nameEn : nameFr} />
        ))}
      </datalist>
    </>
  )
}
