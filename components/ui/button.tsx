import type { ComponentProps, ReactNode } from 'react'

const shape =
  'inline-flex items-center justify-center gap-2 rounded-control px-6 text-base font-semibold text-center transition-colors duration-150 focus-visible:rounded-control disabled:bg-wash disabled:text-muted disabled:border-transparent aria-disabled:bg-wash aria-disabled:text-muted'
const tones = {
  /** The one call to action on a screen. */
  primary: 'bg-terracotta text-paper hover:bg-terracotta/90',
  outline: 'border-[1.5px] border-ink text-ink hover:bg-wash',
  quiet: 'text-ink hover:bg-wash',
  danger: 'bg-bad text-paper hover:bg-bad/90',
  /** On dark grounds. */
  light: 'bg-cream text-night hover:bg-white',
} as const
const heights = { lg: 'min-h-13 py-2', md: 'min-h-11 py-1 px-4' } as const

export type ButtonTone = keyof typeof tones
export type ButtonSize = keyof typeof heights

export const buttonClass = (tone: ButtonTone = 'primary', size: ButtonSize = 'lg', className = '') => `${shape} ${tones[tone]} ${heights[size]} ${className}`

type Look = { tone?: ButtonTone; size?: ButtonSize; icon?: ReactNode; className?: string; children: ReactNode }

/** A button, 52 high (`md`: 44). The words stay in one span, so a narrow space in a price is not split by the gap. */
export function Button({ tone, size, icon, className, children, type = 'button', ...rest }: Look & ComponentProps<'button'>) {
  return (
    <button type={type} className={buttonClass(tone, size, className)} {...rest}>
      {icon}
      <span>{children}</span>
    </button>
  )
}

/** The same look for a link. */
export function ButtonLink({ tone, size, icon, className, children, ...rest }: Look & ComponentProps<'a'>) {
  return (
    <a className={buttonClass(tone, size, className)} {...rest}>
      {icon}
      <span>{children}</span>
    </a>
  )
}
