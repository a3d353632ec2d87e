import { memo } from 'react'
import { Icon } from '@/components/ui/icon'
import type { IconName } from '@/components/ui/icon-shapes'
import { fill } from './fill'
import { Tile } from './tile'
import type { Upload } from './upload'
import { megabytes, type UploadWords } from './upload-words'
import type { Uploads } from './uploads'

type Props = {
  upload: Upload
  uploads: Uploads
  now: number // Moves each second for those that count down.
  words: UploadWords
  locale: string
  editHref: string | null
}

/** One file on its way: its proportions from the first byte, a bar inside the lower edge, one line that says how it stands. */
export const UploadTile = memo(function UploadTile({ upload, uploads, now, words, locale, editHref }: Props) {
  const { stage, photo, file } = upload
  const [widthPx, heightPx] = [photo?.widthPx ?? upload.widthPx, photo?.heightPx ?? upload.heightPx]
  const hasMuchToSay = stage === 'refused' || stage === 'failed' || stage === 'stopped'
  return (
    <Tile
      widthPx={hasMuchToSay ? Math.max(widthPx, heightPx * 1.5) : widthPx}
      heightPx={heightPx}
      title={photo?.title || file.name}
      href={stage === 'ready' ? editHref : null}
      picture={<Picture upload={upload} words={words} />}
      status={<Status upload={upload} now={now} words={words} locale={locale} />}
      actions={<Deeds upload={upload} uploads={uploads} words={words} />}
    />
  )
})

function Picture({ upload, words }: { upload: Upload; words: UploadWords }) {
  const { stage, photo, blur, sentBytes, file } = upload
  const src = photo?.picture ?? blur
  const isBad = stage === 'retrying' || stage === 'stopped'
  return (
    <>
      {src && (
        <img
          src={src}
          alt=""
          className={`h-full w-full object-contain ${photo?.picture ? '' : 'scale-110 blur-md'} ${stage === 'refused' ? 'opacity-40 grayscale' : ''}`}
        />
      )}
      {(stage === 'sending' || stage === 'paused' || isBad) && (
        <progress
          className={`frame-bar ${isBad ? 'frame-bar-bad' : stage === 'paused' ? 'frame-bar-still' : ''}`}
          aria-label={fill(words.progressOf, { name: file.name })}
          value={sentBytes}
          max={file.size}
        />
      )}
    </>
  )
}

function Status({ upload, now, words, locale }: Pick<Props, 'upload' | 'now' | 'words' | 'locale'>) {
  const { stage, file, fault, sentence, photo, retryAt, sentBytes } = upload
  const size = megabytes(file.size, locale)
  const sent = megabytes(sentBytes, locale)
  switch (stage) {
    case 'checking':
      return <span>{words.checking}</span>
    case 'waiting':
      return <span>{fill(words.waiting, { size })}</span>
    case 'sending':
      return <span className="tabular-nums">{fill(words.sending, { sent, size })}</span>
    case 'paused':
      return <Mark icon="pause" tone="text-muted" words={fill(words.paused, { sent, size })} />
    case 'retrying':
      return (
        <Mark
          icon="wifi-off"
          tone="text-bad"
          words={
            retryAt === null ? words.offline : fill(words.retrying, { seconds: Math.max(1, Math.ceil((retryAt - Math.max(now, retryAt - 30_000)) / 1000)) })
          }
        />
      )
    case 'preparing':
      return <Mark icon="loader-circle" tone="text-indigo" words={words.preparing} />
    case 'ready':
      return <Mark icon="pencil" tone="text-muted" words={words.ready} />
    case 'failed':
      return <Mark icon="circle-x" tone="text-bad" words={photo?.sentence ?? words.failed} />
    default:
      return <Mark icon={stage === 'refused' ? 'circle-x' : 'circle-alert'} tone="text-bad" words={sentence ?? faultWords(fault, words, locale)} />
  }
}

function faultWords(fault: Upload['fault'], words: UploadWords, locale: string) {
  if (!fault) return words.stopped
  const number = new Intl.NumberFormat(locale)
  const values = Object.entries(fault.values).map(([name, value]) => [name, typeof value === 'number' ? number.format(value) : value])
  return fill(words.faults[fault.fault], Object.fromEntries(values))
}

function Deeds({ upload, uploads, words }: Pick<Props, 'upload' | 'uploads' | 'words'>) {
  const { key, stage, file } = upload
  const named = (sentence: string) => fill(sentence, { name: file.name })
  const isMoving = stage === 'sending' || stage === 'retrying' || stage === 'waiting'
  const isHalted = stage === 'paused' || stage === 'stopped'
  if (stage === 'preparing' || stage === 'ready') return null
  return (
    <>
      {isMoving && <TileButton icon="pause" name={named(words.pause)} isQuiet onClick={() => uploads.pause(key)} />}
      {isHalted && <TileButton icon={stage === 'paused' ? 'play' : 'refresh-cw'} name={named(words.resume)} onClick={() => uploads.resume(key)} />}
      {stage === 'refused' || stage === 'failed' ? (
        <TileButton icon="x" name={named(words.remove)} onClick={() => uploads.remove(key)} />
      ) : (
        <TileButton icon="x" name={named(words.cancel)} isQuiet={!isHalted} onClick={() => uploads.remove(key)} />
      )}
    </>
  )
}

export const Mark = ({ icon, tone, words }: { icon: IconName; tone: string; words: string }) => (
  <span className={`flex gap-1.5 ${tone}`}>
    <Icon name={icon} size={16} className="mt-0.5 shrink-0" />
    <span>{words}</span>
  </span>
)

/** A quiet one waits for the pointer or the keyboard; under a finger it is always there. */
export const TileButton = ({ icon, name, onClick, isQuiet = false }: { icon: IconName; name: string; onClick: () => void; isQuiet?: boolean }) => (
  <button
    type="button"
    onClick={onClick}
    aria-label={name}
    title={name}
    className={`tile-deed grid size-11 place-items-center rounded-control bg-night/72 text-white transition-opacity duration-150 ${isQuiet ? 'tile-deed-quiet' : ''}`}
  >
    <Icon name={icon} size={20} />
  </button>
)
