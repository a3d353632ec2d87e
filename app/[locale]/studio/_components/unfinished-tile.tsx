import { Icon } from '@/components/ui/icon'
import type { Unfinished } from '@/lib/photos/unfinished-uploads'
import { fill } from './fill'
import { Tile } from './tile'
import { Mark, TileButton } from './upload-tile'
import { megabytes, type UploadWords } from './upload-words'

type Props = { unfinished: Unfinished; words: UploadWords; locale: string; onForget: () => void }

/** An upload that stopped in another visit: the server has its parts, the browser no longer its file. */
export function UnfinishedTile({ unfinished, words, locale, onForget }: Props) {
  const { fileName, sizeBytes, storedBytes } = unfinished
  const sentence = storedBytes === null ? words.unfinishedUnknown : storedBytes === 0 ? words.unfinishedNone : words.unfinished
  return (
    <Tile
      widthPx={3}
      heightPx={2}
      title={fileName}
      href={null}
      picture={
        <>
          <label htmlFor="photos" className="absolute inset-0 grid cursor-pointer place-items-center text-muted hover:text-indigo">
            <Icon name="square-dashed" size={40} />
            <span className="sr-only">{fill(words.chooseAgain, { name: fileName })}</span>
          </label>
          <progress className="frame-bar frame-bar-still" aria-label={fill(words.progressOf, { name: fileName })} value={storedBytes ?? 0} max={sizeBytes} />
        </>
      }
      status={<Mark icon="upload" tone="text-ink" words={fill(sentence, { sent: megabytes(storedBytes ?? 0, locale), size: megabytes(sizeBytes, locale) })} />}
      actions={<TileButton icon="x" name={fill(words.forget, { name: fileName })} onClick={onForget} />}
    />
  )
}
