import type { PhotoCard } from '@/lib/catalog/cards'
import { placeholder } from './thumbhash'

/** A picture with no words of its own: what stands beside it names it. `sizes` as for <img>. */
export function Picture({
  photo,
  sizes,
  alt = '',
  eager = false,
  large = false,
  className = '',
}: {
  photo: PhotoCard
  sizes: string
  alt?: string
  eager?: boolean
  large?: boolean
  className?: string
}) {
  const url = placeholder(photo.thumbhash)
  const fitted = (width: number, height: number) => Math.round(Math.min(width, photo.widthPx, (height * photo.widthPx) / photo.heightPx))
  const sources = [`${photo.medium} ${fitted(400, 300)}w`, ...(large ? [`${photo.large} ${fitted(800, 600)}w`, `${photo.preview} ${fitted(1600, 1600)}w`] : [])]
  return (
    <img
      src={large ? photo.large : photo.medium}
      srcSet={sources.join(', ')}
      sizes={sizes}
      width={photo.widthPx}
      height={photo.heightPx}
      alt={alt}
      loading={eager ? undefined : 'lazy'}
      decoding="async"
      className={`block h-auto w-full rounded-photo bg-wash bg-cover ${className}`}
      style={{ aspectRatio: `${photo.widthPx}/${photo.heightPx}`, backgroundImage: url && `url(${url})` }}
    />
  )
}

/** A few photos side by side at one height, filling the line at their true proportions. Each leads to its page. */
export function PhotoRow({
  photos,
  hrefOf,
  label,
  gap = 'gap-2',
  vw,
}: {
  photos: readonly PhotoCard[]
  hrefOf: (photo: PhotoCard) => string
  label: string
  gap?: string
  vw: number
}) {
  const total = photos.reduce((sum, photo) => sum + photo.widthPx / photo.heightPx, 0)
  return (
    <ul aria-label={label} className={`flex ${gap}`}>
      {photos.map((photo) => {
        const ratio = photo.widthPx / photo.heightPx
        return (
          <li key={photo.id} style={{ flex: `${ratio.toFixed(4)} 1 0` }} className="min-w-0">
            <a href={hrefOf(photo)} className="block rounded-photo">
              <Picture
                photo={photo}
                alt={photo.title}
                sizes={`(max-width:1023px) ${Math.round((ratio / total) * 94)}vw, ${Math.round((ratio / total) * vw)}vw`}
              />
            </a>
          </li>
        )
      })}
    </ul>
  )
}
