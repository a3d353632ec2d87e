import { pageAddress } from '@/lib/address'
import { formatDate } from '@/lib/i18n'
import { type Composed, oneLine } from './composed'
import { Letter, type Voice } from './letter'

/** What waits at the review desk. */
export type Queue = { waiting: number; late: number; appeals: number; alike: number; since: Date | null }

/** The digest of the review desk: how many wait and since when; what is late, appealed or looks like somebody else's photo is said where there is any. */
export function uploadsWaiting(voice: Voice, { waiting, late, appeals, alike, since }: Queue): Composed {
  const { locale, t } = voice
  const say = (part: string, values: Record<string, string | number> = {}) => t(`mail.uploads-waiting.${part}`, { count: waiting, ...values })
  return {
    subject: oneLine(late ? say('subjectLate', { late }) : say('subject')),
    body: (
      <Letter
        voice={voice}
        title={say('title')}
        paragraphs={[
          ...(since ? [say('body', { date: formatDate(since, locale) })] : []),
          ...(late ? [say('late', { late })] : []),
          ...(appeals ? [say('appeals', { appeals })] : []),
          ...(alike ? [say('alike', { alike })] : []),
        ]}
        action={{ href: pageAddress(locale, '/admin/moderation'), label: say('action') }}
        note={say('note')}
      />
    ),
  }
}
