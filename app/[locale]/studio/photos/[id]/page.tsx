import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Icon } from '@/components/ui/icon'
import type { Locale } from '@/lib/actor'
import { asId } from '@/lib/id'
import { getAppeal } from '@/lib/photos/appeal-photo'
import { listNearDuplicates } from '@/lib/photos/near-duplicates'
import { getOwnPhoto } from '@/lib/photos/queries'
import { editable } from '@/lib/photos/rules'
import { path } from '@/lib/web/path'
import { requirePhotographer } from '@/lib/web/session'
import { found } from '../../../_components/found'
import { PhotoMark } from '../../_components/photo-mark'
import { StudioFrame } from '../../_components/studio-frame'
import { Alike, Decided } from './_components/alike'
import { EditForm } from './_components/edit-form'
import { ForgetDraft } from './_components/forget-draft'
import { PhotoDeeds } from './_components/photo-deeds'
import { PhotoFigure } from './_components/photo-figure'
import { PhotoState } from './_components/photo-state'

type Props = { params: Promise<{ locale: Locale; id: string }>; searchParams: Promise<{ done?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'studio' })
  return { title: t('title'), robots: { index: false } }
}

/** One photo of one's own: its picture with what was said of it, its words, and what can be done with it. */
export default async function EditPhotoPage({ params, searchParams }: Props) {
  const { locale, id } = await params
  const { done } = await searchParams
  const actor = await requirePhotographer()
  const photo = await found(async () => getOwnPhoto(actor, asId(id)))
  const [t, near, appeal] = await Promise.all([getTranslations('studio'), listNearDuplicates(photo.id), getAppeal(photo.id)])
  const title = (locale === 'en' && photo.titleEn) || photo.titleFr || photo.fileName
  const isEditable = editable.includes(photo.status)
  return (
    <StudioFrame current="sheet">
      <a href={path(locale, '/studio')} className="link inline-flex min-h-11 items-center gap-2">
        <Icon name="arrow-left" size={18} />
        {t('edit.back')}
      </a>
      <div className="mt-2 grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,560px)]">
        <div className="lg:sticky lg:top-6 lg:self-start">
          <PhotoFigure photo={photo} title={title} />
        </div>
        <div className="min-w-0">
          <h1 className="display-28 break-words">{title}</h1>
          <p className="mt-2">
            <PhotoMark status={photo.status} words={t(`status.${photo.status}`)} />
          </p>
          <Decided done={done} />
          <PhotoState photo={photo} appeal={appeal} actor={actor} locale={locale} done={done} />
          <Alike photo={photo} near={near} locale={locale} />
          {isEditable ? (
            <EditForm photo={photo} actor={actor} locale={locale} undecided={near.filter(({ isOwn, keptBothAt }) => isOwn && !keptBothAt).length} />
          ) : (
            <ForgetDraft photoId={photo.id} />
          )}
          <PhotoDeeds photo={photo} locale={locale} />
        </div>
      </div>
    </StudioFrame>
  )
}
