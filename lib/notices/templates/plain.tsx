import type { Template } from '../kinds'
import { type Composed, oneLine } from './composed'
import { Letter, type Voice } from './letter'

/** A mail that is only words: its title, body, button and note stand under `mail.<template>`. */
export function plainLetter(voice: Voice, template: Template, name: string, values: Record<string, string | number>, href: string, hasNote = false): Composed {
  const say = (part: string) => voice.t(`mail.${template}.${part}`, values)
  const paragraphs = [...(name ? [voice.t('mail.greeting', { name })] : []), say('body')]
  return {
    subject: oneLine(say('subject')),
    body: (
      <Letter voice={voice} title={say('title')} paragraphs={paragraphs} action={{ href, label: say('action') }} note={hasNote ? say('note') : undefined} />
    ),
  }
}
