import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Icon } from '@/components/ui/icon'
import type { Locale } from '@/lib/actor'
import { asId } from '@/lib/id'
import { getOwnPhoto } from '@/lib/photos/queries'
import { editable } from '@/lib/photos/rules'
import { path } from '@/lib/web/path'
import { requirePhotographer } from '@/lib/web/session'
import { found } from '../../../_components/found'
import { PhotoMark } from '../../_components/photo-mark'
import { StudioFrame } from '../../_components/studio-frame'
import { EditForm } from './_components/edit-form'
import { PhotoDeeds } from './_components/photo-deeds'
import { PhotoFigure } from './_components/photo-figure'
import { PhotoState } from './_components/photo-state'

type Props = { params: Promise<{ locale: Locale; id: string }>; searchParams: Promise<{ sent?: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'studio' })
  return { title: t('title'), robots: { index: false } }
}

/** One photo of one's own: its picture with what was said of it, its words, and what can be done with it. */
export default async function EditPhotoPage({ params, searchParams }: Props) {
  const { locale, id } = await params
  const { sent } = await searchParams
  const actor = await requirePhotographer()
  const photo = await found(async () => getOwnPhoto(actor, asId(id)))
  const t = await getTranslations('studio')
  const title = (locale === 'en' && photo.titleEn) || photo.titleFr || photo.fileName
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
          <h1 className="display-28">{title}</h1>
          <p className="mt-2">
            <PhotoMark status={photo.status} words={t(`status.${photo.status}`)} />
          </p>
          <PhotoState photo={photo} locale={locale} sent={Boolean(sent)} />
          {editable.includes(photo.status) && <EditForm photo={photo} locale={locale} />}
          <PhotoDeeds photo={photo} locale={locale} />
        </div>
      </div>
    </StudioFrame>
  )
}
