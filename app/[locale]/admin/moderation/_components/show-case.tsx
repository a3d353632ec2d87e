import { getFormatter, getTranslations } from 'next-intl/server'
import type { Locale, User } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import { lockForReview } from '@/lib/photos/lock-for-review'
import { listReleasesOf } from '@/lib/photos/releases'
import { getReviewCase } from '@/lib/photos/review-case'
import { path } from '@/lib/web/path'
import { CaseFacts, titleOf } from './case-facts'
import type { Near } from './compare'
import type { Case } from './use-open-photo'

/** Opening a photo is taking its lock. Somebody else's name when it is theirs; null too when it was decided this very moment, which the next look at the queue shows. */
export async function takeLock(actor: User, photoId: string): Promise<string | null> {
  try {
    return (await lockForReview(actor, { photoId })).heldBy
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

/** A photo's case as the desk shows it, or null where it is gone since the queue was read. */
export async function showCase(actor: User, photoId: string, locale: Locale): Promise<Case | null> {
  const seen = await getReviewCaseOrNull(actor, photoId)
  if (!seen) return null
  const releases = await listReleasesOf(photoId)
  const [t, format] = await Promise.all([getTranslations('desk'), getFormatter()])
  const size = (photo: { widthPx: number | null; heightPx: number | null }) =>
    t('size', { width: format.number(photo.widthPx ?? 0), height: format.number(photo.heightPx ?? 0) })
  const near: Near[] = seen.nearDuplicates.map((other) => ({
    id: other.otherId,
    title: titleOf(other, locale) || t('untitled'),
    href: other.status === 'published' ? path(locale, `/photos/${other.slug}`) : null,
    src: other.preview ?? other.large ?? '',
    widthPx: other.widthPx ?? 3,
    heightPx: other.heightPx ?? 2,
    likeness: t(other.isMirrored ? 'likenessMirrored' : 'likeness', { share: format.number(1 - other.distance / 64, { style: 'percent' }) }),
    lines: [
      t(other.isOwn ? 'nearOwn' : 'nearBy', { name: other.photographerName }),
      t(`statuses.${other.status}`),
      size(other),
      ...(other.keptBothAt ? [t('keptBoth')] : []),
    ],
  }))
  const refusal = seen.reviews.find(({ decision }) => decision === 'rejected')
  const reason = refusal?.reasons[0]
  const before = refusal?.box && reason ? { box: refusal.box, label: t('boxBefore', { reason: locale === 'en' ? reason.nameEn : reason.nameFr }) } : null
  return {
    before,
    facts: <CaseFacts seen={{ ...seen, releases }} locale={locale} near={near} />,
    near,
    lines: [t('nearBy', { name: seen.photographerName }), size(seen)],
  }
}

async function getReviewCaseOrNull(actor: User, photoId: string) {
  try {
    return await getReviewCase(actor, photoId)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
