import { placeholder } from '@/components/thumbhash'

type Props = {
  src: string | null
  alt: string
  widthPx: number | null
  heightPx: number | null
  thumbhash?: string | null
  height: number
  maxWidth?: number
  className?: string
}

/** A small uncropped picture of a given height in pixels, narrower if it would be over `maxWidth`. A plain ground stands where there is no picture. */
export function PhotoThumb({ src, alt, widthPx, heightPx, thumbhash = null, height, maxWidth = height * 1.6, className = '' }: Props) {
  const ratio = (widthPx ?? 3) / (heightPx ?? 2)
  const width = Math.round(Math.min(height * ratio, maxWidth))
  const ground = placeholder(thumbhash)
  const style = { width, height: Math.round(width / ratio), backgroundImage: ground && `url(${ground})` }
  if (!src) return <span className={`block rounded-photo bg-wash ${className}`} style={style} aria-hidden />
  return (
    <img
      src={src}
      alt={alt}
      width={style.width}
      height={style.height}
      style={style}
      loading="lazy"
      decoding="async"
      className={`block max-w-none rounded-photo bg-wash bg-cover ${className}`}
    />
  )
}
