import { pageAddress } from '@/lib/address'
import { formatDate } from '@/lib/i18n'
import { formatXof } from '@/lib/money'
import { type Composed, oneLine } from './composed'
import { Letter, type LetterLine, Lines, type Voice } from './letter'

export type Sold = {
  id: string
  title: string
  photographerName: string
  licence: 'standard' | 'extended'
  amountXof: number
  small: string | null
  widthPx: number
  heightPx: number
}
export type Receipt = { name: string; items: Sold[]; totalXof: number; method: string | null; paidAt: Date; invoice: string }

/** The buyer's receipt: what was bought, where to fetch it, and the sum. */
export function orderReceipt(voice: Voice, receipt: Receipt): Composed {
  const { locale, t } = voice
  const count = receipt.items.length
  const total = formatXof(receipt.totalXof, locale)
  const say = (part: string, values = {}) => t(`mail.order-receipt.${part}`, { count, total, ...values })
  return {
    subject: oneLine(say('subject')),
    body: (
      <Letter
        voice={voice}
        title={say('title')}
        paragraphs={[`${t('mail.greeting', { name: receipt.name })} ${say('body')}`]}
        action={{ href: pageAddress(locale, '/account/downloads'), label: say('action') }}
        after={say('terms')}
        note={say('note', { date: formatDate(receipt.paidAt, locale), invoice: receipt.invoice })}
      >
        <Lines
          lines={receipt.items.map((item) => lineOf(item, voice))}
          total={{ label: receipt.method ? say('totalBy', { method: receipt.method }) : say('total'), amount: total }}
        />
      </Letter>
    ),
  }
}

const PICTURE_PX = 96

/** A sold photo as a line: its picture uncropped within 96 px. */
export function lineOf(item: Sold, { locale, t }: Voice): LetterLine {
  const scale = PICTURE_PX / Math.max(item.widthPx, item.heightPx)
  return {
    key: item.id,
    title: item.title,
    detail: `${item.photographerName}. ${t(`mail.${item.licence}`)}`,
    amount: formatXof(item.amountXof, locale),
    picture: item.small ? { src: item.small, width: Math.round(item.widthPx * scale), height: Math.round(item.heightPx * scale) } : null,
  }
}
