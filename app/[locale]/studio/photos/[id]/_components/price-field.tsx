import { Field } from '@/components/ui/field'
import type { Locale } from '@/lib/actor'
import { Earnings } from './earnings'
import type { FieldsProps } from './fields-props'

type Props = FieldsProps & { price: string; editorialOnly: boolean; locale: Locale; terms: { commissionBps: number; extendedFactor: number } }

/** The standard licence's price, and under it what each sale brings. */
export function PriceField({ typed, fields, words, price, editorialOnly, locale, terms }: Props) {
  return (
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
      <Earnings
        price={price}
        editorialOnly={editorialOnly}
        locale={locale}
        words={words}
        commissionBps={terms.commissionBps}
        extendedFactor={terms.extendedFactor}
      />
    </div>
  )
}
