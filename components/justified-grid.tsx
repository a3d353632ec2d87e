import type { CSSProperties } from 'react'
import type { Locale } from '@/lib/actor'
import type { PhotoCard as Photo } from '@/lib/catalog/cards'
import { path } from '@/lib/web/path'
import { justify, type Measure, type Place } from './justify'
import { PhotoCard } from './photo-card'

const phone: Measure = { width: 366, target: 236, gap: 6, lonePenalty: 0 }
const tablet: Measure = { width: 800, target: 230, gap: 8, lonePenalty: 0.2 }
const wide = { gap: 8, lonePenalty: 0.4 }

/** The nominal widths of the places a grid stands in; rows keep their breaks and scale with the window. */
const layouts = {
  full: { phone, tablet, desktop: { ...wide, width: 1360, target: 250 } },
  besidePanel: { phone, tablet, desktop: { ...wide, width: 1048, target: 258 } },
  half: { phone, tablet, desktop: { ...wide, width: 680, target: 200 } },
} satisfies Record<string, Record<'phone' | 'tablet' | 'desktop', Measure>>

/** Photos in justified rows at their true proportions, for three widths of window, with no script and no shift. `eager` is how many stand above the fold; `phoneRows` cuts the list short on phones, after a whole row. */
export function JustifiedGrid({
  photos,
  locale,
  layout = 'full',
  eager = 0,
  phoneRows = Number.POSITIVE_INFINITY,
  label,
  bag,
}: {
  photos: readonly Photo[]
  locale: Locale
  layout?: keyof typeof layouts
  eager?: number
  phoneRows?: number
  label: string
  bag?: { form: string; label: string }
}) {
  const ratios = photos.map((photo) => photo.widthPx / photo.heightPx)
  const measures = layouts[layout]
  const places = { phone: justify(ratios, measures.phone), tablet: justify(ratios, measures.tablet), desktop: justify(ratios, measures.desktop) }
  return (
    <ul aria-label={label} className="flex flex-wrap items-start gap-x-1.5 gap-y-5 sm:gap-x-2 mouse:gap-y-2">
      {photos.map((photo, index) => (
        <PhotoCard
          key={photo.id}
          photo={photo}
          href={path(locale, `/photos/${photo.slug}`)}
          locale={locale}
          eager={index < eager}
          first={eager > 0 && index === 0}
          bag={bag}
          className={(places.phone[index]?.row ?? 0) < phoneRows ? '' : 'max-sm:hidden'}
          style={{ '--p': width(places.phone[index], 6), '--t': width(places.tablet[index], 8), '--d': width(places.desktop[index], 8) } as CSSProperties}
          sizes={`(max-width:639px) ${share(places.phone[index], 94)}vw, (max-width:1023px) ${share(places.tablet[index], 96)}vw, ${share(places.desktop[index], (measures.desktop.width / 1440) * SOFTENED)}vw`}
        />
      ))}
    </ul>
  )
}

// A clean 400 px picture a little enlarged looks better in a grid than the watermarked one; dense screens take that one anyway.
const SOFTENED = 72

const width = (place: Place | undefined, gap: number) => {
  if (!place) return '100%'
  const free = place.gaps ? `(100% - ${place.gaps * gap}px)` : '100%'
  return place.share === 1 ? free : `calc(${free}*${place.share})`
}

const share = (place: Place | undefined, of: number) => Math.round((place?.share ?? 1) * of)
