'use client'

import { type ReactNode, useActionState } from 'react'
import { Field, FormMessage } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { emptyForm } from '@/lib/web/form-state'
import { checkoutAction } from '../actions'

type Method = { title: string; names: string }
type Props = {
  words: {
    how: string
    mobile: Method
    card: Method
    note: string
    cardWhy: string
    phone: string
    address: string
    city: string
    country: string
    choose: string
  }
  countries: readonly (readonly [string, string])[]
  children: ReactNode
}

/** Mobile money or a card: names in words; the operator itself is picked on the provider's page. A card's address shows once a card is chosen. */
export function CheckoutForm({ words, countries, children }: Props) {
  const [{ message, fields, values }, send] = useActionState(checkoutAction, emptyForm)
  const card = values.method === 'card'
  return (
    <form action={send} className="group mt-7" noValidate>
      {message && (
        <div className="mb-5">
          <FormMessage>{message}</FormMessage>
        </div>
      )}
      <fieldset>
        <legend className="display-20 mb-3">{words.how}</legend>
        <div className="grid gap-2">
          <Choice value="mobile" {...words.mobile} checked={!card} />
          <Choice value="card" {...words.card} checked={card} />
        </div>
        <p className="mt-3 text-muted">{words.note}</p>
      </fieldset>
      <fieldset className="mt-6 hidden gap-5 group-has-[input[value=card]:checked]:grid">
        <legend className="display-20 mb-4">{words.cardWhy}</legend>
        <Field name="phone" type="tel" autoComplete="tel" label={words.phone} defaultValue={values.phone} error={fields.phone} />
        <Field name="address" autoComplete="street-address" label={words.address} defaultValue={values.address} error={fields.address} />
        <Field name="city" autoComplete="address-level2" label={words.city} defaultValue={values.city} error={fields.city} />
        <Select
          key={values.country}
          name="country"
          autoComplete="country"
          label={words.country}
          options={[['', words.choose], ...countries]}
          defaultValue={values.country ?? ''}
          error={fields.country}
        />
      </fieldset>
      {children}
    </form>
  )
}

function Choice({ value, title, names, checked }: Method & { value: string; checked: boolean }) {
  return (
    <label className="flex min-h-13 cursor-pointer items-start gap-3.5 rounded-control border border-line p-4 has-checked:border-transparent has-checked:bg-card has-checked:shadow-[inset_0_0_0_2px_var(--indigo)] has-focus-visible:outline-3 has-focus-visible:outline-offset-3 has-focus-visible:outline-indigo">
      <input type="radio" name="method" value={value} defaultChecked={checked} className="radio mt-0.5" />
      <span>
        <span className="block font-semibold">{title}</span>
        <span className="block text-muted">{names}</span>
      </span>
    </label>
  )
}
