import { getTranslations } from 'next-intl/server'
import type { Locale } from '@/lib/actor'
import type { Reason } from '@/lib/photos/reasons'
import { path } from '@/lib/web/path'
import { FieldForm } from '../../../_components/field-form'
import { saveReasonAction } from '../actions'

const parts = [
  ['name', 40],
  ['advice', 300],
  ['example', 300],
] as const

/** A reason's words, French beside English. A new one has no code yet. */
export async function ReasonForm({ reason, locale }: { reason?: Reason; locale: Locale }) {
  const t = await getTranslations('admin.reasons')
  const fields = parts.flatMap(([part, maxLength]) =>
    (['Fr', 'En'] as const).map((language) => ({
      name: `${part}${language}`,
      label: t(`fields.${part}${language}`),
      value: reason?.[`${part}${language}`],
      maxLength,
      rows: part === 'name' ? undefined : 3,
      optional: part === 'example' ? t('optional') : undefined,
    })),
  )
  return (
    <>
      <FieldForm
        action={saveReasonAction}
        fields={fields}
        hidden={reason ? { code: reason.code } : {}}
        words={{ submit: t('save'), busy: t('busy') }}
        className="sm:grid-cols-2 sm:[&>:is(p,button)]:col-span-2 sm:[&>button]:w-auto! sm:[&>button]:justify-self-start"
      />
      <a href={path(locale, '/admin/reasons')} className="link mt-2 inline-flex min-h-11 items-center">
        {t('cancel')}
      </a>
    </>
  )
}
