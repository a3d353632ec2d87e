import type { CSSProperties } from 'react'
import { Icon } from '@/components/ui/icon'
import { Words } from '@/components/ui/words'
import type { Locale } from '@/lib/actor'
import type { PhotoCard as Photo } from '@/lib/catalog/cards'
import { formatXof } from '@/lib/money'
import { placeholder } from './thumbhash'

/** One photo of a grid: the picture alone at rest; title, photographer and price on hover or focus, and always below it under a finger. `bag` names the form its cart button submits. Drawn by .photo-card in globals.css: a page has dozens, and each class would be sent twice. */
export function PhotoCard({
  photo,
  href,
  locale,
  eager = false,
  first = false,
  sizes,
  bag,
  style,
  className = '',
}: {
  photo: Photo
  href: string
  locale: Locale
  eager?: boolean
  first?: boolean
  sizes: string
  bag?: { form: string; label: string }
  style?: CSSProperties
  className?: string
}) {
  const url = placeholder(photo.thumbhash)
  return (
    <li style={style} className={`photo-card ${className}`}>
      <a href={href}>
        <img
          src={photo.medium}
          srcSet={sources(photo)}
          sizes={sizes}
          width={photo.widthPx}
          height={photo.heightPx}
          alt=""
          loading={eager ? undefined : 'lazy'}
          fetchPriority={first ? 'high' : undefined}
          style={url ? { backgroundImage: `url(${url})` } : undefined}
        />
        <span>
          <b lang={photo.titleLang === locale ? undefined : photo.titleLang}>{photo.title}</b>
          <i>{photo.photographerName}</i>
          <em>
            <Words>{formatXof(photo.priceXof, locale)}</Words>
          </em>
        </span>
      </a>
      {bag && (
        <button type="submit" form={bag.form} name="photoId" value={photo.id} aria-label={`${bag.label} ${photo.title}`}>
          <Icon name="shopping-bag" />
        </button>
      )}
    </li>
  )
}

const fitted = (photo: Photo, width: number, height: number) => Math.round(Math.min(width, photo.widthPx, (height * photo.widthPx) / photo.heightPx))

const sources = (photo: Photo) => `${photo.medium} ${fitted(photo, 400, 300)}w, ${photo.large} ${fitted(photo, 800, 600)}w`
