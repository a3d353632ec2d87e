import { pageAddress } from '@/lib/address'
import { type Composed, oneLine } from './composed'
import { Letter, Reasons, type Voice } from './letter'

export type Rejection = { name: string; photoId: string; title: string; reasons: { name: string; advice: string }[]; note: string }

/** Why a photo was not accepted, every reason with what to do about it. */
export function photoRejected(voice: Voice, { name, photoId, title, reasons, note }: Rejection): Composed {
  const { locale, t } = voice
  const say = (part: string) => t(`mail.photo-rejected.${part}`, { title, note })
  return {
    subject: oneLine(say('subject')),
    body: (
      <Letter
        voice={voice}
        title={say('title')}
        paragraphs={[`${t('mail.greeting', { name })} ${say('body')}`]}
        action={{ href: pageAddress(locale, `/studio/photos/${photoId}`), label: say('action') }}
        note={note ? say('reviewer') : undefined}
      >
        <Reasons reasons={reasons} />
      </Letter>
    ),
  }
}
