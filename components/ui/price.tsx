import type { Locale } from '@/lib/actor'
import { formatXof } from '@/lib/money'
import { Words } from './words'

const sizes = {
  16: 'text-base font-bold',
  20: 'text-lg leading-tight font-bold',
  28: 'text-2xl font-extrabold',
  40: 'text-4xl font-extrabold',
  56: 'text-5xl font-extrabold',
} as const
const tones = { ink: 'text-ink', terracotta: 'text-terracotta', white: 'text-white', muted: 'text-muted' } as const

/** `12 500 F CFA`, never broken over two lines. Terracotta once a screen; `xof` in whole francs. */
export function Price({ xof, locale, size = 20, tone = 'ink' }: { xof: number; locale: Locale; size?: keyof typeof sizes; tone?: keyof typeof tones }) {
  return (
    <span className={`figure ${sizes[size]} ${tones[tone]}`}>
      <Words>{formatXof(xof, locale)}</Words>
    </span>
  )
}
