import { type IconName, iconShapes } from './icon-shapes'

/** A 24-grid line icon in the colour of the text. Decoration unless `label` is given: words stand beside it. */
export function Icon({
  name,
  size = 20,
  label,
  className = '',
  filled = false,
}: {
  name: IconName
  size?: number
  label?: string
  className?: string
  filled?: boolean
}) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: either it has a label, or it is hidden: the words stand beside it.
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      className={`shrink-0 ${className}`}
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <path d={iconShapes[name]} />
    </svg>
  )
}
