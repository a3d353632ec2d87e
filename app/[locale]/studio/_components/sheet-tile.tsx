import { getTranslations } from 'next-intl/server'
import { placeholder } from '@/components/thumbhash'
import { Icon } from '@/components/ui/icon'
import type { Locale } from '@/lib/actor'
import type { listOwnPhotos } from '@/lib/photos/own-photos'
import { path } from '@/lib/web/path'
import { PhotoMark } from './photo-mark'
import { Tile } from './tile'

type Photo = Awaited<ReturnType<typeof listOwnPhotos>>['photos'][number]

/** One's own photo on the sheet: a box to choose it by, its state, and a mark where it looks like another of one's own. */
export async function SheetTile({ photo, locale, eager }: { photo: Photo; locale: Locale; eager: boolean }) {
  const [t, states] = await Promise.all([getTranslations('sheet'), getTranslations('studio.status')])
  const title = (locale === 'en' && photo.titleEn) || photo.titleFr
  const named = title || photo.fileName
  const href = path(locale, `/studio/photos/${photo.id}`)
  const isCounted = photo.status === 'rejected' && photo.reasonCount > 0
  return (
    <Tile
      widthPx={photo.widthPx ?? 3}
      heightPx={photo.heightPx ?? 2}
      title={named}
      titleLang={title && title === photo.titleFr && locale === 'en' ? 'fr' : undefined}
      href={href}
      check={<input type="checkbox" className="pick" name="photoIds[]" value={photo.id} form="bulk" aria-label={t('choose', { title: named })} />}
      picture={photo.medium && <TilePicture src={photo.medium} thumbhash={photo.thumbhash} eager={eager} />}
      status={
        <>
          <PhotoMark status={photo.status} words={isCounted ? states('rejectedReasons', { count: photo.reasonCount }) : states(photo.status)} />
          {photo.nearCount > 0 && (
            <a
              href={`${href}#alike`}
              className="relative z-10 flex min-h-6 items-baseline gap-1.5 text-ink underline decoration-1 underline-offset-3 touch:min-h-11 touch:items-center"
            >
              <Icon name="copy" size={18} className="self-center" />
              {t('near', { count: photo.nearCount })}
            </a>
          )}
        </>
      }
    />
  )
}

function TilePicture({ src, thumbhash, eager }: { src: string; thumbhash: string | null; eager: boolean }) {
  const ground = placeholder(thumbhash)
  return (
    <img
      src={src}
      alt=""
      loading={eager ? 'eager' : 'lazy'}
      decoding="async"
      draggable={false}
      className="h-full w-full bg-contain bg-center bg-no-repeat object-contain"
      style={{ backgroundImage: ground && `url(${ground})` }}
    />
  )
}
