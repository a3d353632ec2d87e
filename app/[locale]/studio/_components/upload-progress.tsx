import { useState } from 'react'
import { Icon } from '@/components/ui/icon'
import type { IconName } from '@/components/ui/icon-shapes'
import { fill } from './fill'
import { isSent, isUnfinished, type Upload } from './upload'
import { leftWords, megabytes, speedWords, type UploadWords } from './upload-words'
import type { Uploads } from './uploads'

type Props = { list: readonly Upload[]; uploads: Uploads; words: UploadWords; locale: string }

/** How far all of it is: photos, megabytes, speed, time left; and what can be done to all of it at once. */
export function UploadProgress({ list, uploads, words, locale }: Props) {
  const counted = list.filter(({ stage }) => stage !== 'refused')
  if (counted.length === 0) return null
  const [total, done] = [counted.length, counted.filter(({ stage }) => isSent(stage)).length]
  const size = counted.reduce((sum, { file }) => sum + file.size, 0)
  const sent = counted.reduce((sum, { sentBytes }) => sum + sentBytes, 0)
  const isMoving = counted.some(({ stage }) => stage === 'sending' || stage === 'retrying' || stage === 'waiting' || stage === 'checking')
  const speed = isMoving ? uploads.bytesPerSecond() : 0
  const sentence = fill(sentenceOf(done, total, isMoving, words), { done, total })
  const facts = [fill(words.overallSize, { sent: megabytes(sent, locale, 0), size: megabytes(size, locale, 0) })]
  if (speed > 0) facts.push(speedWords(speed, locale, words), leftWords((size - sent) / speed, words))
  return (
    <div className="w-full min-w-0 sm:w-[430px] xl:w-[540px]">
      <div className="mb-2.5 flex flex-wrap justify-between gap-x-4">
        <p className="font-semibold" role="status">
          {sentence}
        </p>
        <p className="text-muted tabular-nums">{facts.join(', ')}</p>
      </div>
      <progress className="overall-bar" value={sent} max={size} aria-label={sentence} />
      {done < total && <Deeds list={counted} uploads={uploads} words={words} isMoving={isMoving} />}
    </div>
  )
}

function sentenceOf(done: number, total: number, isMoving: boolean, words: UploadWords) {
  if (done === total) return words.overallDone
  if (!isMoving) return words.overallPaused
  return done === 0 ? words.overallNone : done === 1 ? words.overallOne : words.overallMany
}

function Deeds({ list, uploads, words, isMoving }: Pick<Props, 'list' | 'uploads' | 'words'> & { isMoving: boolean }) {
  const [asking, setAsking] = useState(false)
  const unfinished = list.filter(({ stage }) => isUnfinished(stage)).length
  const halted = list.some(({ stage }) => stage === 'paused' || stage === 'stopped')
  if (asking)
    return (
      <div className="mt-1 flex flex-wrap gap-x-5">
        <Deed
          icon="x"
          tone="text-bad"
          words={fill(unfinished === 1 ? words.cancelSureOne : words.cancelSureMany, { count: unfinished })}
          onClick={() => {
            uploads.cancelAll()
            setAsking(false)
          }}
        />
        <Deed icon="play" words={words.keep} onClick={() => setAsking(false)} />
      </div>
    )
  return (
    <div className="mt-1 flex flex-wrap gap-x-5">
      {list.some(({ stage }) => stage === 'retrying') && <Deed icon="refresh-cw" words={words.hurry} onClick={uploads.hurry} />}
      {isMoving && <Deed icon="pause" words={words.pauseAll} onClick={uploads.pauseAll} />}
      {halted && <Deed icon="play" words={words.resumeAll} onClick={uploads.resumeAll} />}
      <Deed icon="x" words={words.cancelAll} onClick={() => setAsking(true)} />
    </div>
  )
}

const Deed = ({ icon, words, onClick, tone = 'text-indigo' }: { icon: IconName; words: string; onClick: () => void; tone?: string }) => (
  <button
    type="button"
    onClick={onClick}
    className={`inline-flex min-h-11 items-center gap-2 text-sm font-semibold hover:underline hover:underline-offset-4 ${tone}`}
  >
    <Icon name={icon} size={16} />
    <span>{words}</span>
  </button>
)
