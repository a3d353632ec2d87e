import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/ui/action-form'
import { ButtonLink } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { IconButton } from '@/components/ui/icon-button'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Locale } from '@/lib/actor'
import type { Reason } from '@/lib/photos/reasons'
import { path } from '@/lib/web/path'
import { moveReasonAction, retireReasonAction } from '../actions'
import { ReasonForm } from './reason-form'

type Props = { reason: Reason; locale: Locale; editing: string | null; number?: number; isFirst?: boolean; isLast?: boolean }

/** One reason in both languages with what can be done with it; its form in its place while it is being written. `number` is its key at the desk. */
export async function ReasonRow({ reason, locale, editing, number, isFirst, isLast }: Props) {
  const t = await getTranslations('admin.reasons')
  const name = locale === 'en' ? reason.nameEn : reason.nameFr
  const isOffered = number !== undefined
  return (
    <li id={reason.code} className="grid grid-cols-[2.5rem_minmax(0,1fr)] border-b border-line py-6">
      <span className="figure text-xl text-muted">{number}</span>
      {editing === reason.code ? (
        <div>
          <h2 className="display-20 mb-6">{name}</h2>
          <ReasonForm reason={reason} locale={locale} />
        </div>
      ) : (
        <div>
          <div className="grid gap-x-10 gap-y-5 sm:grid-cols-2">
            <Side lang="fr" name={reason.nameFr} advice={reason.adviceFr} example={reason.exampleFr} mark={t('example')} heading />
            <Side lang="en" name={reason.nameEn} advice={reason.adviceEn} example={reason.exampleEn} mark={t('example')} />
          </div>
          <div className="mt-3 -ml-6 flex flex-wrap items-center gap-x-1">
            <ButtonLink href={path(locale, `/admin/reasons?edit=${reason.code}#${reason.code}`)} tone="quiet" size="md" icon={<Icon name="pencil" size={18} />}>
              {t('edit')}
              <span className="sr-only">, {name}</span>
            </ButtonLink>
            {!(isFirst && isLast) && (
              <ActionForm action={retireReasonAction}>
                <input type="hidden" name="code" value={reason.code} />
                <SubmitButton
                  name="retired"
                  value={isOffered ? 'yes' : 'no'}
                  tone="quiet"
                  size="md"
                  busy={t('busy')}
                  icon={<Icon name={isOffered ? 'x' : 'plus'} size={18} />}
                >
                  {t(isOffered ? 'retire' : 'restore')}
                  <span className="sr-only">, {name}</span>
                </SubmitButton>
              </ActionForm>
            )}
            {isOffered && !isFirst && <Move code={reason.code} by="up" label={t('up', { name })} />}
            {isOffered && !isLast && <Move code={reason.code} by="down" label={t('down', { name })} />}
          </div>
        </div>
      )}
    </li>
  )
}

type SideProps = { lang: Locale; name: string; advice: string; example: string; mark: string; heading?: boolean }

function Side({ lang, name, advice, example, mark, heading = false }: SideProps) {
  const Name = heading ? 'h2' : 'p'
  return (
    <div lang={lang}>
      <Name className="display-20">{name}</Name>
      <p className="mt-1">{advice}</p>
      {example && (
        <p className="mt-1 text-muted">
          <span className="sr-only">{mark} </span>
          {example}
        </p>
      )}
    </div>
  )
}

function Move({ code, by, label }: { code: string; by: 'up' | 'down'; label: string }) {
  return (
    <ActionForm action={moveReasonAction}>
      <input type="hidden" name="code" value={code} />
      <IconButton type="submit" name="by" value={by} icon="chevron-down" label={label} className={by === 'up' ? 'rotate-180' : ''} />
    </ActionForm>
  )
}
