import { Field, TextArea } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { Select } from '@/components/ui/select'
import type { FieldsProps } from './fields-props'
import { TagField } from './tag-field'

type Props = FieldsProps & { categories: readonly (readonly [string, string])[]; onChange: () => void }

/** Title, description and keywords, in French first; the English ones fold away while they are empty. */
export function WordsFields({ typed, fields, words, categories, onChange }: Props) {
  return (
    <fieldset className="grid min-w-0 gap-6">
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
      <TagField value={typed.tags} error={fields.tags} words={words} onChange={onChange} />
      <details open={Boolean(typed.titleEn || typed.descriptionEn || fields.titleEn || fields.descriptionEn)} className="group border-y border-line">
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
      {/* A select goes back to what it first held when its form has been sent: a new key makes it hold what was chosen. */}
      <Select
        key={`subject ${typed.categoryId}`}
        name="categoryId"
        label={words.subject}
        options={[['', words.choose], ...categories]}
        defaultValue={typed.categoryId}
        error={fields.categoryId}
      />
    </fieldset>
  )
}
