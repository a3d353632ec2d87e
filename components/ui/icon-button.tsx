import type { ComponentProps } from 'react'
import { Icon } from './icon'
import type { IconName } from './icon-shapes'

const tones = { plain: 'text-ink hover:bg-wash', photo: 'bg-night/72 text-white hover:bg-night' } as const
const look = (tone: keyof typeof tones, className: string) =>
  `inline-flex size-11 items-center justify-center rounded-control focus-visible:rounded-control ${tones[tone]} ${className}`

/** A 44 px square with one icon; `label` is what it does. */
export function IconButton({
  icon,
  label,
  tone = 'plain',
  size = 20,
  className = '',
  type = 'button',
  ...rest
}: { icon: IconName; label: string; tone?: keyof typeof tones; size?: number } & ComponentProps<'button'>) {
  return (
    <button type={type} aria-label={label} title={label} className={look(tone, className)} {...rest}>
      <Icon name={icon} size={size} />
    </button>
  )
}

/** The same for a link. */
export function IconLink({
  icon,
  label,
  tone = 'plain',
  size = 20,
  className = '',
  ...rest
}: { icon: IconName; label: string; tone?: keyof typeof tones; size?: number } & ComponentProps<'a'>) {
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: it is a link, its address is among the rest.
    <a aria-label={label} title={label} className={look(tone, className)} {...rest}>
      <Icon name={icon} size={size} />
    </a>
  )
}
