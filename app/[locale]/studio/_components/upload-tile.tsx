import { Icon } from '@/components/ui/icon'
import { fill } from './fill'
import { Tile } from './tile'
import type { UploadWords } from './upload-desk'
import type { Upload } from './uploads'

type Props = {
  upload: Upload
  now: number
  words: UploadWords
  locale: string
  editHref: (photoId: string) => string
  onRetry: () => void
  onRemove: () => void
}

/** One file on its way: its proportions from the first byte, a bar inside the lower edge, one line that says how it stands. */
export function UploadTile({ upload, now, words, locale, editHref, onRetry, onRemove }: Props) {
  const { stage, photo, file } = upload
  const stopped = stage === 'refused' || stage === 'lost' || stage === 'failed'
  const title = photo?.title || file.name
  return (
    <Tile
      widthPx={photo?.widthPx ?? upload.widthPx}
      heightPx={photo?.heightPx ?? upload.heightPx}
      title={title}
      href={stage === 'ready' && photo ? editHref(photo.id) : null}
      picture={<Picture upload={upload} words={words} />}
      status={<Status upload={upload} now={now} words={words} locale={locale} />}
      actions={
        stopped && (
          <>
            {stage === 'lost' && <TileButton icon="refresh-cw" name={words.retry} onClick={onRetry} />}
            <TileButton icon="x" name={fill(words.remove, { name: file.name })} onClick={onRemove} />
          </>
        )
      }
    />
  )
}

function Picture({ upload, words }: { upload: Upload; words: UploadWords }) {
  const { stage, photo, blur, sentBytes, file } = upload
  const src = photo?.picture ?? blur
  const sending = stage === 'sending' || stage === 'retrying' || stage === 'lost'
  return (
    <>
      {src && (
        <img
          src={src}
          alt=""
          className={`h-full w-full object-contain ${photo?.picture ? '' : 'scale-110 blur-md'} ${stage === 'refused' ? 'opacity-45' : ''}`}
        />
      )}
      {sending && (
        <progress
          className={`frame-bar ${stage === 'sending' ? '' : 'frame-bar-bad'}`}
          aria-label={fill(words.progressOf, { name: file.name })}
          value={sentBytes}
          max={file.size}
        />
      )}
    </>
  )
}

function Status({ upload, now, words, locale }: Pick<Props, 'upload' | 'now' | 'words' | 'locale'>) {
  const { stage, file, fault, sentence, photo, retryAt } = upload
  const megabytes = (bytes: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 1, minimumFractionDigits: 1 }).format(bytes / 1024 / 1024)
  if (stage === 'checking') return <span>{words.checking}</span>
  if (stage === 'waiting') return <span>{fill(words.waiting, { size: megabytes(file.size) })}</span>
  if (stage === 'sending') return <span className="tabular-nums">{fill(words.sending, { sent: megabytes(upload.sentBytes), size: megabytes(file.size) })}</span>
  if (stage === 'preparing') return <Mark icon="loader-circle" tone="text-indigo" words={words.preparing} />
  if (stage === 'ready') return <Mark icon="pencil" tone="text-muted" words={words.ready} />
  if (stage === 'retrying')
    return <Mark icon="wifi-off" tone="text-bad" words={fill(words.retrying, { seconds: Math.max(0, Math.ceil(((retryAt ?? now) - now) / 1000)) })} />
  if (stage === 'lost') return <Mark icon="circle-alert" tone="text-bad" words={sentence ?? words.lost} />
  if (stage === 'failed') return <Mark icon="circle-x" tone="text-bad" words={photo?.sentence ?? words.failed} />
  const number = (value: number) => new Intl.NumberFormat(locale).format(value)
  const values = Object.fromEntries(Object.entries(fault?.values ?? {}).map(([name, value]) => [name, number(value)]))
  return <Mark icon="circle-x" tone="text-bad" words={fault ? fill(words.faults[fault.fault], values) : words.failed} />
}

const Mark = ({ icon, tone, words }: { icon: Parameters<typeof Icon>[0]['name']; tone: string; words: string }) => (
  <span className={`flex gap-1.5 ${tone}`}>
    <Icon name={icon} size={16} className="mt-0.5 shrink-0" />
    <span>{words}</span>
  </span>
)

const TileButton = ({ icon, name, onClick }: { icon: Parameters<typeof Icon>[0]['name']; name: string; onClick: () => void }) => (
  <button type="button" onClick={onClick} aria-label={name} title={name} className="grid size-11 place-items-center rounded-[10px] bg-night/72 text-white">
    <Icon name={icon} size={20} />
  </button>
)
