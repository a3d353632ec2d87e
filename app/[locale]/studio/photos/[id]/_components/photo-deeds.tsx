import { getTranslations } from 'next-intl/server'
import { ActionForm } from '@/components/ui/action-form'
import { ConfirmDelete } from '@/components/ui/confirm-delete'
import { Icon } from '@/components/ui/icon'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Locale } from '@/lib/actor'
import type { getOwnPhoto } from '@/lib/photos/queries'
import { photoMachine } from '@/lib/photos/rules'
import { path } from '@/lib/web/path'
import { deletePhotoAction, relistPhotoAction, unlistPhotoAction } from '../actions'

type Photo = Awaited<ReturnType<typeof getOwnPhoto>>

/** What else can be done with the photo: off sale and back, or away for good. */
export async function PhotoDeeds({ photo, locale }: { photo: Photo; locale: Locale }) {
  const t = await getTranslations('studio.edit')
  const mayDelete = photoMachine.delete.from.includes(photo.status) && photo.status !== 'submitted'
  if (!mayDelete) return null // What can be taken off sale can be deleted too: nothing else is left.
  const id = <input type="hidden" name="photoId" value={photo.id} />
  return (
    <div className="mt-10 flex flex-wrap items-start gap-3 border-t border-line pt-4">
      {photo.status === 'published' && (
        <>
          <a href={path(locale, `/photos/${photo.slug}`)} className="link inline-flex min-h-11 items-center pr-4">
            {t('seePublic')}
          </a>
          <ActionForm action={unlistPhotoAction}>
            {id}
            <SubmitButton tone="quiet" size="md" busy={t('busy')} icon={<Icon name="eye-off" />}>
              {t('unlist')}
            </SubmitButton>
          </ActionForm>
        </>
      )}
      {photo.status === 'unlisted' && (
        <ActionForm action={relistPhotoAction}>
          {id}
          <SubmitButton tone="quiet" size="md" busy={t('busy')} icon={<Icon name="eye" />}>
            {t('relist')}
          </SubmitButton>
        </ActionForm>
      )}
      {mayDelete && (
        <ConfirmDelete words={{ ask: t('delete'), warning: t('deleteAsk'), yes: t('deleteYes'), busy: t('busy') }} action={deletePhotoAction}>
          {id}
        </ConfirmDelete>
      )}
    </div>
  )
}
