import { getTranslations } from 'next-intl/server'
import { placeholder } from '@/components/thumbhash'
import { Icon } from '@/components/ui/icon'
import type { Locale } from '@/lib/actor'
import type { listReviewQueue } from '@/lib/photos/review-queue'
import type { listReviewedToday } from '@/lib/photos/reviewed-today'
import { path } from '@/lib/web/path'

type Queue = Awaited<ReturnType<typeof listReviewQueue>>['photos']
type Done = Awaited<ReturnType<typeof listReviewedToday>>['reviews']

/** The queue, longest waiting first; before it the last decisions of the day, dimmed and marked. */
export async function Filmstrip({ queue, done, currentId, locale }: { queue: Queue; done: Done; currentId: string | null; locale: Locale }) {
  const t = await getTranslations('admin.desk')
  const waiting = new Set(queue.map(({ id }) => id))
  const titleOf = (photo: { titleFr: string; titleEn: string }) => (locale === 'en' && photo.titleEn) || photo.titleFr
  return (
    <nav aria-label={t('queue')} className="desk-strip">
      <ul className="flex h-19 gap-2">
        {done
          .filter(({ photoId }) => !waiting.has(photoId))
          .map((photo) => {
            const published = photo.decision === 'published'
            return (
              <li key={photo.reviewId} className="relative shrink-0">
                <Thumb photo={photo} className="opacity-35" />
                <span className={`absolute bottom-1.5 left-1.5 grid size-6 place-items-center rounded-full bg-night ${published ? 'text-ok' : 'text-bad'}`}>
                  <Icon name={published ? 'check' : 'x'} size={16} />
                </span>
                <span className="sr-only">
                  {published ? t('published', { title: titleOf(photo) }) : t('rejected', { title: titleOf(photo), count: photo.reasons.length })}
                </span>
              </li>
            )
          })}
        {queue.map((photo) => (
          <li key={photo.id} className="shrink-0">
            <a
              href={path(locale, `/admin/moderation?photo=${photo.id}`)}
              aria-current={photo.id === currentId ? 'true' : undefined}
              className="block rounded-photo aria-[current]:outline-3 aria-[current]:outline-offset-2 aria-[current]:outline-indigo"
            >
              <Thumb photo={photo} />
              <span className="sr-only">{titleOf(photo)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Thumb({ photo, className = '' }: { photo: Pick<Queue[number], 'small' | 'widthPx' | 'heightPx' | 'thumbhash'>; className?: string }) {
  const ground = placeholder(photo.thumbhash)
  return (
    <img
      src={photo.small ?? ''}
      alt=""
      width={photo.widthPx ?? 3}
      height={photo.heightPx ?? 2}
      decoding="async"
      className={`h-19 w-auto max-w-none rounded-photo bg-wash bg-cover ${className}`}
      style={{ aspectRatio: `${photo.widthPx ?? 3}/${photo.heightPx ?? 2}`, backgroundImage: ground && `url(${ground})` }}
    />
  )
}
