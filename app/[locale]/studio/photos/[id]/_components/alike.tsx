import { getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ActionForm } from '@/components/ui/action-form'
import { ConfirmDelete } from '@/components/ui/confirm-delete'
import { FormMessage } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Locale } from '@/lib/actor'
import type { listNearDuplicates } from '@/lib/photos/near-duplicates'
import type { getOwnPhoto } from '@/lib/photos/queries'
import { path } from '@/lib/web/path'
import { PhotoMark } from '../../../_components/photo-mark'
import { deleteOtherAction, deletePhotoAction, keepBothAction } from '../actions'

type Photo = Awaited<ReturnType<typeof getOwnPhoto>>
type Near = Awaited<ReturnType<typeof listNearDuplicates>>[number]

/** One's own photos that look the same, side by side, with the choice between them. Of somebody else's it is only said that one exists. */
export async function Alike({ photo, near, locale }: { photo: Photo; near: Near[]; locale: Locale }) {
  const t = await getTranslations('studio.edit.near')
  const undecided = near.filter(({ isOwn, keptBothAt }) => isOwn && !keptBothAt)
  const isElsewhere = near.some(({ isOwn }) => !isOwn) && photo.status !== 'published'
  if (!undecided.length && !isElsewhere) return null
  return (
    <div id="alike" className="mt-6 grid gap-5">
      {undecided.map((other) => (
        <Pair key={other.otherId} photo={photo} other={other} locale={locale} />
      ))}
      {isElsewhere && <p>{t('elsewhere')}</p>}
    </div>
  )
}

async function Pair({ photo, other, locale }: { photo: Photo; other: Near; locale: Locale }) {
  const [t, edit] = await Promise.all([getTranslations('studio.edit.near'), getTranslations('studio')])
  const titleOf = (one: { titleFr: string; titleEn: string }) => (locale === 'en' && one.titleEn) || one.titleFr || edit('edit.untitled')
  const ids = (
    <>
      <input type="hidden" name="photoId" value={photo.id} />
      <input type="hidden" name="otherId" value={other.otherId} />
    </>
  )
  return (
    <section className="border-y border-line py-5">
      <h2 className="display-20">{t('title')}</h2>
      <p className="mt-1 text-muted">{t('lede')}</p>
      <div className="mt-4 grid grid-cols-2 gap-3">
        <Side photo={photo} label={t('this')} title={titleOf(photo)} status={edit(`status.${photo.status}`)}>
          <ConfirmDelete
            small
            words={{ ask: t('deleteThis'), warning: t('deleteThisAsk'), yes: edit('edit.deleteYes'), busy: edit('edit.busy') }}
            action={deletePhotoAction}
          >
            <input type="hidden" name="photoId" value={photo.id} />
          </ConfirmDelete>
        </Side>
        <Side
          photo={other}
          label={other.isMirrored ? t('mirrored') : t('other')}
          title={titleOf(other)}
          status={edit(`status.${other.status}`)}
          href={path(locale, `/studio/photos/${other.otherId}`)}
        >
          <ConfirmDelete
            small
            words={{ ask: t('deleteOther'), warning: t('deleteOtherAsk'), yes: edit('edit.deleteYes'), busy: edit('edit.busy') }}
            action={deleteOtherAction}
          >
            {ids}
          </ConfirmDelete>
        </Side>
      </div>
      <ActionForm action={keepBothAction} className="mt-3">
        {ids}
        <SubmitButton tone="outline" size="md" busy={edit('edit.busy')}>
          {t('keepBoth')}
        </SubmitButton>
      </ActionForm>
    </section>
  )
}

type Seen = Pick<Near, 'medium' | 'large' | 'widthPx' | 'heightPx' | 'status'>

type SideProps = { photo: Seen; label: string; title: string; status: string; href?: string; children: ReactNode }

function Side({ photo, label, title, status, href, children }: SideProps) {
  const picture = photo.large && (
    <img src={photo.large} alt={title} width={photo.widthPx ?? 3} height={photo.heightPx ?? 2} className="h-auto w-full rounded-photo" />
  )
  return (
    <figure className="min-w-0">
      {href ? <a href={href}>{picture}</a> : picture}
      <figcaption className="mt-2">
        <span className="block text-sm text-muted">{label}</span>
        <strong className="block truncate">{title}</strong>
        <PhotoMark status={photo.status} words={status} />
      </figcaption>
      {children}
    </figure>
  )
}

/** What was just decided about a pair, said once. */
export async function Decided({ done }: { done: string | undefined }) {
  const t = await getTranslations('studio.edit')
  if (done === 'kept') return <FormMessage ok>{t('near.kept')}</FormMessage>
  if (done === 'deleted') return <FormMessage ok>{t('near.deleted')}</FormMessage>
  return null
}
