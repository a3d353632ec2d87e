import { getFormatter, getTranslations } from 'next-intl/server'
import { ConfirmDelete } from '@/components/ui/confirm-delete'
import { Icon } from '@/components/ui/icon'
import type { Locale } from '@/lib/actor'
import type { listReleases } from '@/lib/photos/releases'
import { path } from '@/lib/web/path'
import { deleteReleaseAction } from '../actions'

type Release = Awaited<ReturnType<typeof listReleases>>[number]

/** One signed paper: whose, its file, the photos that use it, and its end when none does. */
export async function ReleaseRow({ release, locale }: { release: Release; locale: Locale }) {
  const [t, format] = await Promise.all([getTranslations('studio.releases'), getFormatter()])
  const size =
    release.sizeBytes < 1_048_576
      ? format.number(Math.ceil(release.sizeBytes / 1024), { style: 'unit', unit: 'kilobyte' })
      : format.number(release.sizeBytes / 1_048_576, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 })
  return (
    <li className="grid gap-x-8 gap-y-2 border-t border-line py-5 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <p className="flex items-start gap-3">
          <Icon name={release.kind === 'model' ? 'user' : 'map-pin'} className="mt-0.5 text-muted" />
          <span className="min-w-0">
            <strong className="block break-words">{release.subject}</strong>
            <span className="block text-muted">{t(`names.${release.kind}`)}</span>
            <span className="block break-words text-sm text-muted">
              {t('facts', { file: release.fileName, size, date: format.dateTime(release.createdAt, { dateStyle: 'long' }) })}
            </span>
          </span>
        </p>
        <div className="mt-2 pl-8">
          <p className="text-muted">{t('usedBy', { count: release.photos.length })}</p>
          <ul className="flex flex-wrap gap-x-5">
            {release.photos.map((photo) => (
              <li key={photo.id}>
                <a href={path(locale, `/studio/photos/${photo.id}`)} className="link inline-flex min-h-11 items-center">
                  {(locale === 'en' && photo.titleEn) || photo.titleFr || photo.fileName}
                </a>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <div className="flex flex-wrap items-start gap-x-2 pl-8 sm:pl-0">
        <a
          href={`/api/studio/releases/${release.id}`}
          aria-label={t('open', { subject: release.subject })}
          className="inline-flex min-h-11 items-center gap-2 rounded-control px-4 font-semibold hover:bg-wash"
        >
          <Icon name="download" />
          {t('openShort')}
        </a>
        {release.photos.length === 0 && (
          <ConfirmDelete words={{ ask: t('delete'), warning: t('deleteAsk'), yes: t('deleteYes'), busy: t('busy') }} action={deleteReleaseAction}>
            <input type="hidden" name="releaseId" value={release.id} />
          </ConfirmDelete>
        )}
      </div>
    </li>
  )
}
