import type { Metadata } from 'next'
import { getFormatter, getTranslations } from 'next-intl/server'
import { placeholder } from '@/components/thumbhash'
import { ActionForm } from '@/components/ui/action-form'
import { FormMessage } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import { SubmitButton } from '@/components/ui/submit-button'
import type { Locale } from '@/lib/actor'
import { listCategories } from '@/lib/catalog/queries'
import { getCommissionBps, getExtendedFactor } from '@/lib/catalog/settings'
import { listCountryNames } from '@/lib/accounts/queries'
import { asId } from '@/lib/id'
import { getOwnPhoto } from '@/lib/photos/queries'
import { path } from '@/lib/web/path'
import { requirePhotographer } from '@/lib/web/session'
import { found } from '../../../_components/found'
import { PhotoMark } from '../../_components/photo-mark'
import { StudioFrame } from '../../_components/studio-frame'
import { deletePhotoAction, relistPhotoAction, unlistPhotoAction } from './actions'
import { PhotoForm, type PhotoFormWords } from './_components/photo-form'

type Props = { params: Promise<{ locale: Locale; id: string }>; searchParams: Promise<{ sent?: string }> }
type Photo = Awaited<ReturnType<typeof getOwnPhoto>>

const editable: readonly string[] = ['uploaded', 'processing', 'ready', 'rejected', 'published', 'unlisted']
const submittable: readonly string[] = ['ready', 'rejected']
const deletable: readonly string[] = ['draft', 'ready', 'failed', 'rejected', 'published', 'unlisted']

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
          <Picture photo={photo} title={title} />
        </div>
        <div className="min-w-0">
          <h1 className="display-28">{title}</h1>
          <p className="mt-2">
            <PhotoMark status={photo.status} words={t(`status.${photo.status}`)} />
          </p>
          <State photo={photo} locale={locale} sent={Boolean(sent)} />
          {editable.includes(photo.status) && <Form photo={photo} locale={locale} />}
          <Deeds photo={photo} locale={locale} />
        </div>
      </div>
    </StudioFrame>
  )
}

async function Picture({ photo, title }: { photo: Photo; title: string }) {
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
              src={photo.preview} alt={t('preview', { title })} width={photo.widthPx ?? 3} height={photo.heightPx ?? 2} className="h-full w-full rounded-photo bg-cover"
              style={{ backgroundImage: ground && `url(${ground})` }}
            />
            {box && (
              <span className="absolute border-2 border-bad shadow-[0_0_0_1px_var(--paper)]" style={{ left: percent(box.x), top: percent(box.y), width: percent(box.width), height: percent(box.height) }}>
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
          <span>{t('facts', { width: format.number(photo.widthPx), height: format.number(photo.heightPx), megabytes: format.number(photo.sizeBytes / 1024 / 1024, { maximumFractionDigits: 1 }) })}</span>
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

/** What the photographer must know now: why it was refused, what failed, or what comes next. */
async function State({ photo, locale, sent }: { photo: Photo; locale: Locale; sent: boolean }) {
  const [t, ingest, format] = await Promise.all([getTranslations('studio.edit'), getTranslations('ingest'), getFormatter()])
  if (photo.status === 'rejected' && photo.review) {
    const { review } = photo
    return (
      <section className="mt-5 rounded-control border-2 border-bad p-5">
        <h2 className="display-20">{t('rejectedTitle')}</h2>
        <ul className="mt-3 grid gap-3">
          {review.reasons.map((reason) => (
            <li key={reason.code} className="grid grid-cols-[1.75rem_1fr]">
              <Icon name="circle-x" className="mt-0.5 text-bad" />
              <span>
                <strong>{locale === 'en' ? reason.nameEn : reason.nameFr}</strong>
                <span className="block">{locale === 'en' ? reason.adviceEn : reason.adviceFr}</span>
              </span>
            </li>
          ))}
        </ul>
        {review.note && (
          <div className="mt-4 border-t border-line pt-3">
            <p className="font-semibold">{t('note')}</p>
            <p className="whitespace-pre-line">{review.note}</p>
          </div>
        )}
        <p className="mt-3 text-sm text-muted">
          {t('rejectedOn', { date: format.dateTime(review.createdAt, { dateStyle: 'long' }) })} {review.box && t('boxAlt')}
        </p>
      </section>
    )
  }
  if (photo.status === 'failed') {
    return (
      <section className="mt-5">
        <FormMessage>
          <strong>{t('failedTitle')}. </strong>
          {photo.failureKey && ingest(photo.failureKey)} {t('failedNext')}
        </FormMessage>
      </section>
    )
  }
  const sentence = {
    submitted: sent ? t('submitted') : t('inReview'), appealed: t('inReview'), draft: t('draft'), uploaded: t('preparing'), processing: t('preparing'), taken_down: t('takenDown'),
    ready: null, published: null, unlisted: null, rejected: null, deleted: null,
  }[photo.status]
  if (!sentence) return null
  return <div className="mt-5">{sent && photo.status === 'submitted' ? <FormMessage ok>{sentence}</FormMessage> : <p>{sentence}</p>}</div>
}

async function Form({ photo, locale }: { photo: Photo; locale: Locale }) {
  const [t, categories, countries, commissionBps, extendedFactor] = await Promise.all([
    getTranslations('studio.edit'), listCategories(locale), listCountryNames(locale), getCommissionBps(), getExtendedFactor(),
  ])
  const raw = t.raw as (key: string) => string
  const missing = (what: 'titleFr' | 'category' | 'country' | 'price') => t(`missing.${what}`)
  const words: PhotoFormWords = {
    words: t('words'), english: t('english'), titleFr: t('titleFr'), titleFrHint: t('titleFrHint'), titleEn: t('titleEn'), descriptionFr: t('descriptionFr'), descriptionFrHint: t('descriptionFrHint'),
    descriptionEn: t('descriptionEn'), tags: t('tags'), tagsHint: t('tagsHint'), subject: t('subject'), choose: t('choose'), place: t('place'), city: t('city'), country: t('country'),
    price: t('price'), priceHint: t('priceHint'), peopleTitle: t('peopleTitle'), people: t('people'), peopleNone: t('peopleNone'), peopleOne: t('peopleOne'), peopleSeveral: t('peopleSeveral'),
    recognisable: t('recognisable'), recognisableHint: t('recognisableHint'), editorialOnly: t('editorialOnly'), editorialOnlyHint: t('editorialOnlyHint'), aiMade: t('aiMade'),
    aiMadeHint: t('aiMadeHint'), missingTitle: t('missingTitle'), completeTitle: t('completeTitle'), complete: t('complete'), save: t('save'),
    submit: t(photo.status === 'rejected' ? 'resubmit' : 'saveAndSubmit'), busy: t('busy'),
    earnings: { both: raw('earn'), editorial: raw('earnEditorial'), wrong: raw('earnNot'), tooMuch: raw('earnTooMuch') },
    missing: { titleFr: missing('titleFr'), category: missing('category'), country: missing('country'), price: missing('price'), tags: '' },
    missingTags: [0, 1, 2, 3, 4, 5].map((count) => t('missing.tags', { count })),
  }
  return (
    <div className="mt-8">
      <PhotoForm
        photoId={photo.id} locale={locale} words={words} terms={{ commissionBps, extendedFactor }} maySubmit={submittable.includes(photo.status)}
        categories={categories.map(({ id, name }) => [id, name] as const)} countries={countries.map(({ code, name }) => [code, name] as const)}
        values={{
          titleFr: photo.titleFr, titleEn: photo.titleEn, descriptionFr: photo.descriptionFr, descriptionEn: photo.descriptionEn, tags: photo.tags.join(', '),
          categoryId: photo.categoryId ?? '', city: photo.city, countryCode: photo.countryCode ?? '', priceXof: photo.priceXof === null ? '' : String(photo.priceXof),
          people: photo.people, recognisable: photo.recognisable, editorialOnly: photo.editorialOnly, aiMade: photo.aiMade,
        }}
      />
    </div>
  )
}

async function Deeds({ photo, locale }: { photo: Photo; locale: Locale }) {
  const t = await getTranslations('studio.edit')
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
      {deletable.includes(photo.status) && (
        <details>
          <summary className="inline-flex min-h-11 items-center gap-2 rounded-control px-4 font-semibold text-bad hover:bg-wash">
            <Icon name="trash-2" />
            {t('delete')}
          </summary>
          <ActionForm action={deletePhotoAction} className="px-4 pt-2">
            {id}
            <p className="mb-3">{t('deleteAsk')}</p>
            <SubmitButton tone="danger" size="md" busy={t('busy')}>
              {t('deleteYes')}
            </SubmitButton>
          </ActionForm>
        </details>
      )}
    </div>
  )
}
