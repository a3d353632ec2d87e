import { pageAddress } from '@/lib/address'
import { type Composed, oneLine } from './composed'
import { Letter, Paragraph, Reasons, type Voice } from './letter'

/** A decision of the review desk as the photographer hears it. */
export type Reviewed = {
  name: string
  photoId: string
  slug: string
  title: string
  decision: 'published' | 'rejected'
  reasons: { name: string; advice: string; example: string }[]
  note: string
  hasBox: boolean
  mayAppeal: boolean
}

/** Why a photo was not accepted: every reason with what to do about it, the reviewer's note, and how to disagree while that can still be done. */
export const photoRejected = (voice: Voice, seen: Reviewed) => refusal(voice, 'photo-rejected', seen, seen.mayAppeal ? 'appeal' : null)

/** Somebody else has read the appeal: the photo is on sale, or the refusal stands, and why. */
export function appealDecided(voice: Voice, seen: Reviewed): Composed {
  if (seen.decision === 'rejected') return refusal(voice, 'appeal-refused', seen, null)
  const say = (part: string) => voice.t(`mail.appeal-upheld.${part}`, { title: seen.title })
  return {
    subject: oneLine(say('subject')),
    body: (
      <Letter
        voice={voice}
        title={say('title')}
        paragraphs={[voice.t('mail.greeting', { name: seen.name }), say('body')]}
        action={{ href: pageAddress(voice.locale, `/photos/${seen.slug}`), label: say('action') }}
      />
    ),
  }
}

function refusal(
  voice: Voice,
  words: 'photo-rejected' | 'appeal-refused',
  { name, photoId, title, reasons, note, hasBox }: Reviewed,
  after: 'appeal' | null,
): Composed {
  const { locale, t } = voice
  const say = (part: string) => t(`mail.${words}.${part}`, { title })
  return {
    subject: oneLine(say('subject')),
    body: (
      <Letter
        voice={voice}
        title={say('title')}
        paragraphs={[t('mail.greeting', { name }), say('body')]}
        action={{ href: pageAddress(locale, `/studio/photos/${photoId}`), label: say('action') }}
        after={after ? t('mail.refusal.appeal') : undefined}
      >
        <Reasons reasons={reasons.map((reason) => ({ ...reason, example: reason.example && t('mail.refusal.example', { example: reason.example }) }))} />
        {hasBox && <Paragraph>{t('mail.refusal.box')}</Paragraph>}
        {note && <Paragraph>{t('mail.refusal.note', { note })}</Paragraph>}
      </Letter>
    ),
  }
}
