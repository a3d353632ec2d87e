import type { ReactNode } from 'react'
import { Checkbox } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import type { FieldsProps } from './fields-props'

/** Who can be seen, and what the photo may be used for; `children` are the signed releases. */
export function PeopleFields({ typed, fields, words, children }: FieldsProps & { children: ReactNode }) {
  return (
    <fieldset className="grid min-w-0 gap-2">
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
        defaultChecked={typed.recognisable}
        error={fields.recognisable ?? fields.release}
      />
      {children}
      <Checkbox
        name="editorialOnly"
        label={words.editorialOnly}
        hint={words.editorialOnlyHint}
        defaultChecked={typed.editorialOnly}
        error={fields.editorialOnly}
      />
      <Checkbox name="aiMade" label={words.aiMade} hint={words.aiMadeHint} defaultChecked={typed.aiMade} error={fields.aiMade} />
    </fieldset>
  )
}
