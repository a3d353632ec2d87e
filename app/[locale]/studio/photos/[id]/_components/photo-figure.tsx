import { getFormatter, getTranslations } from 'next-intl/server'
import { placeholder } from '@/components/thumbhash'
import type { getOwnPhoto } from '@/lib/photos/queries'

type Photo = Awaited<ReturnType<typeof getOwnPhoto>>

/** The picture with the box a reviewer drew on it, and the facts of the file. */
export async function PhotoFigure({ photo, title }: { photo: Photo; title: string }) {
  const [t, format] = await Promise.all([getTranslations('studio.edit'), getFormatter()])
  const ground = placeholder(photo.thumbhash)
  const ratio = `${photo.widthPx ?? 3}/${photo.heightPx ?? 2}`
  const box = photo.status === 'rejected' ? photo.review?.box : null
  const percent = (share: number) => `${share * 100}%`
  return (
    <figure>
      <div className="grid place-items-center bg-wash p-3 lg:p-6">
        {photo.preview ? (
          <div className="relative w-full" style={{ aspectRatio: ratio, maxWidth: `calc(74vh * ${(photo.widthPx ?? 3) / (photo.heightPx ?? 2)})` }}>
            <img
              src={photo.preview}
              alt={t('preview', { title })}
              width={photo.widthPx ?? 3}
              height={photo.heightPx ?? 2}
              className="h-full w-full rounded-photo bg-cover"
              style={{ backgroundImage: ground && `url(${ground})` }}
            />
            {box && (
              <span
                className="absolute border-2 border-bad shadow-[0_0_0_1px_var(--paper)]"
                style={{ left: percent(box.x), top: percent(box.y), width: percent(box.width), height: percent(box.height) }}
              >
                <span className="sr-only">{t('boxAlt')}</span>
              </span>
            )}
          </div>
        ) : (
          <p className="py-20 text-muted">{t('noPreview')}</p>
        )}
      </div>
      <figcaption className="mt-3 grid gap-0.5 text-sm text-muted">
        <span className="break-all">{photo.fileName}</span>
        {photo.widthPx && photo.heightPx && (
          <span>
            {t('facts', {
              width: format.number(photo.widthPx),
              height: format.number(photo.heightPx),
              megabytes: format.number(photo.sizeBytes / 1024 / 1024, { maximumFractionDigits: 1 }),
            })}
          </span>
        )}
        {photo.camera && <span>{[photo.camera, photo.exposure].filter(Boolean).join(', ')}</span>}
        {photo.takenAt && (
          <span>
            {t('taken')} {format.dateTime(photo.takenAt, { dateStyle: 'long', timeZone: 'UTC' })}
          </span>
        )}
      </figcaption>
    </figure>
  )
}
