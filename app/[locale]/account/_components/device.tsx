import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/ui/action-form'
import { Icon } from '@/components/ui/icon'
import { SubmitButton } from '@/components/ui/submit-button'
import { deviceOf } from '@/lib/accounts/device'
import type { Locale } from '@/lib/actor'
import { formatDate } from '@/lib/i18n'
import { endSessionAction } from '../actions'

type Props = { session: { id: string; userAgent: string | null; createdAt: Date; seenAt: Date }; current: boolean; locale: Locale }

/** One device that is signed in; any but this one can be signed out from here. */
export async function Device({ session, current, locale }: Props) {
  const t = await getTranslations('account')
  const device = deviceOf(session.userAgent)
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b py-4">
      <div className="flex gap-3">
        <Icon name="smartphone" className="mt-0.5" />
        <div>
          <p className="font-semibold">{device ? t('deviceOn', device) : t('unknownDevice')}</p>
          <p className="text-muted">{current ? t('thisDevice') : t('lastSeen', { date: formatDate(session.seenAt, locale) })}</p>
        </div>
      </div>
      {!current && (
        <ActionForm action={endSessionAction}>
          <input type="hidden" name="sessionId" value={session.id} />
          <SubmitButton tone="outline" size="md" busy={t('ending')}>
            {t('end')}
          </SubmitButton>
        </ActionForm>
      )}
    </li>
  )
}
