import type { CSSProperties } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { Price } from '@/components/ui/price'
import type { Locale } from '@/lib/actor'
import type { PhotoCard as Photo } from '@/lib/catalog/cards'
import { placeholder } from './thumbhash'

/** One photo of a grid: the picture alone at rest; title, photographer and price on hover or focus, and always below it under a finger. `bag` names the form its cart button submits. */
export function PhotoCard({ photo, href, locale, eager = false, first = false, sizes, bag, style, className = '' }: {
  photo: Photo; href: string; locale: Locale; eager?: boolean; first?: boolean; sizes: string; bag?: { form: string; label: string }; style?: CSSProperties; className?: string
}) {
  const lang = photo.titleLang === locale ? undefined : photo.titleLang
  return (
    <li style={style} className={`group/card @container relative ${className}`}>
      <a href={href} className="block rounded-photo focus-visible:relative focus-visible:z-10">
        <img
          src={photo.medium} srcSet={sources(photo)} sizes={sizes} width={photo.widthPx} height={photo.heightPx} alt="" loading={eager ? undefined : 'lazy'} decoding="async"
          fetchPriority={first ? 'high' : undefined} className="block h-auto w-full rounded-photo bg-wash bg-cover"
          style={{ aspectRatio: `${photo.widthPx}/${photo.heightPx}`, backgroundImage: background(photo.thumbhash) }}
        />
        <span
          className="mouse:pointer-events-none mouse:absolute mouse:inset-x-0 mouse:bottom-0 mouse:rounded-photo mouse:bg-linear-to-b mouse:from-transparent mouse:via-[#0f0a08]/62 mouse:via-46% mouse:to-[#0f0a08]/86 mouse:px-3.5 mouse:pt-14 mouse:pb-3 mouse:text-white mouse:opacity-0 mouse:group-hover/card:opacity-100 mouse:group-hover/card:transition-opacity mouse:group-hover/card:duration-150 mouse:group-focus-within/card:opacity-100 grid gap-x-3 touch:pt-2 touch:@min-[240px]:grid-cols-[minmax(0,1fr)_auto] mouse:grid-cols-[minmax(0,1fr)_auto] mouse:items-baseline"
        >
          <span className="truncate font-semibold mouse:col-span-2" lang={lang}>
            {photo.title}
          </span>
          <span className="truncate text-sm touch:text-muted touch:@min-[240px]:row-start-2 mouse:@max-[190px]:hidden">{photo.photographerName}</span>
          <span className="touch:text-terracotta touch:@min-[240px]:col-start-2 touch:@min-[240px]:row-start-1 mouse:hidden">
            <Price xof={photo.priceXof} locale={locale} size={16} tone="terracotta" />
          </span>
          <span className="touch:hidden">
            <Price xof={photo.priceXof} locale={locale} tone="white" />
          </span>
        </span>
      </a>
      {bag && (
        <IconButton
          icon="shopping-bag" label={`${bag.label} ${photo.title}`} tone="photo" type="submit" form={bag.form} name="photoId" value={photo.id}
          className="absolute! top-2 right-2 opacity-0 group-focus-within/card:opacity-100 group-hover/card:opacity-100 group-hover/card:transition-opacity group-hover/card:duration-150 touch:hidden"
        />
      )}
    </li>
  )
}

const background = (thumbhash: string | null) => {
  const url = placeholder(thumbhash)
  return url && `url(${url})`
}

const fitted = (photo: Photo, width: number, height: number) => Math.round(Math.min(width, photo.widthPx, (height * photo.widthPx) / photo.heightPx))

const sources = (photo: Photo) => `${photo.small} ${fitted(photo, 200, 150)}w, ${photo.medium} ${fitted(photo, 400, 300)}w, ${photo.large} ${fitted(photo, 800, 600)}w`
