import { pageAddress } from '@/lib/address'
import { formatDate } from '@/lib/i18n'
import { formatXof } from '@/lib/money'
import { type Composed, oneLine } from './composed'
import { Letter, Lines, type Voice } from './letter'
import { lineOf, type Sold } from './order-receipt'

export type Sale = { name: string; items: Sold[]; shareXof: number; availableAt: Date }

/** The photographer's news of a sale: which photos, their share, and when it is theirs. */
export function newSale(voice: Voice, sale: Sale): Composed {
  const { locale, t } = voice
  const total = formatXof(sale.shareXof, locale)
  const say = (part: string) => t(`mail.new-sale.${part}`, { count: sale.items.length, total, date: formatDate(sale.availableAt, locale) })
  return {
    subject: oneLine(say('subject')),
    body: (
      <Letter
        voice={voice}
        title={say('title')}
        paragraphs={[`${t('mail.greeting', { name: sale.name })} ${say('body')}`]}
        action={{ href: pageAddress(locale, '/studio/sales'), label: say('action') }}
      >
        <Lines lines={sale.items.map((item) => lineOf(item, voice))} total={{ label: say('total'), amount: total }} />
      </Letter>
    ),
  }
}
