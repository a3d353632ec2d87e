import { getTranslations } from 'next-intl/server'
import { placeholder } from '@/components/thumbhash'
import { Icon } from '@/components/ui/icon'
import { IconLink } from '@/components/ui/icon-button'
import type { PhotoPage } from '@/lib/catalog/queries'
import { Share } from './share'

/** The picture as large as the window allows, on its mat; `#zoom` lays the whole watermarked preview over the page, to be scrolled. */
export async function Mat({ photo, lang }: { photo: PhotoPage; lang: string | undefined }) {
  const [t, common] = await Promise.all([getTranslations('photo'), getTranslations('common')])
  const { widthPx, heightPx } = photo
  const ratio = widthPx / heightPx
  const scale = Math.min(1, 1600 / Math.max(widthPx, heightPx))
  const [previewWidth, previewHeight] = [Math.round(widthPx * scale), Math.round(heightPx * scale)]
  const largeWidth = Math.round(Math.min(800, 600 * ratio, widthPx))
  const url = placeholder(photo.thumbhash)
  const alt = t('picture', { title: photo.title, name: photo.photographerName })
  return (
    <div className="relative flex flex-col items-center justify-center bg-wash lg:px-10 lg:pt-12 lg:pb-6">
      <a
        href="#zoom"
        className="relative block w-full lg:w-[min(100%,calc((100dvh-14rem)*var(--ratio)))]"
        style={{ '--ratio': ratio.toFixed(4) } as React.CSSProperties}
      >
        <img
          src={photo.preview}
          srcSet={`${photo.large} ${largeWidth}w, ${photo.preview} ${previewWidth}w`}
          sizes={`(max-width: 1023px) 100vw, min(calc(100vw - 496px), calc((100vh - 224px) * ${ratio.toFixed(3)}))`}
          width={previewWidth}
          height={previewHeight}
          alt={alt}
          lang={lang}
          fetchPriority="high"
          className="block h-auto w-full bg-cover lg:rounded-photo"
          style={{ aspectRatio: `${widthPx}/${heightPx}`, backgroundImage: url && `url(${url})` }}
        />
        <span className="absolute right-2.5 bottom-2.5 inline-flex size-11 items-center justify-center rounded-control bg-night/72 text-white lg:hidden">
          <Icon name="maximize-2" label={t('enlarge')} />
        </span>
      </a>
      <div className="flex w-full items-center gap-2 pt-4 max-lg:hidden">
        <a href="#zoom" className="-ml-3 inline-flex min-h-11 items-center gap-2.5 rounded-control px-3 hover:bg-line focus-visible:rounded-control">
          <Icon name="zoom-in" />
          {t('enlarge')}
        </a>
        <Share
          title={photo.title}
          words={{ share: t('share'), copied: t('copied') }}
          icon={<Icon name="share-2" />}
          className="inline-flex min-h-11 items-center gap-2.5 rounded-control px-3 hover:bg-line focus-visible:rounded-control"
        />
      </div>
      <div
        id="zoom"
        role="dialog"
        aria-label={t('zoom', { title: photo.title })}
        tabIndex={-1}
        className="opened-by-address fixed inset-0 z-40 overflow-auto bg-night"
      >
        <IconLink icon="x" label={common('close')} tone="photo" href="#main" className="fixed! top-3 right-3 z-10" />
        <img src={photo.preview} width={previewWidth} height={previewHeight} alt={alt} lang={lang} loading="lazy" className="m-auto max-w-none" />
      </div>
    </div>
  )
}
