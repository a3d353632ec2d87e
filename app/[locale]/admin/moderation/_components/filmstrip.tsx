'use client'

import { type MouseEvent, useEffect, useRef } from 'react'
import { Icon } from '@/components/ui/icon'
import type { IconName } from '@/components/ui/icon-shapes'
import type { DeskWords } from './desk-words'

/** A photo of the queue as the desk shows it: addresses and words, ready. */
export type DeskItem = {
  id: string
  title: string
  alt: string
  href: string
  small: string
  medium: string
  preview: string
  /** What stands there until the picture does: a data address. */
  ground: string | undefined
  widthPx: number
  heightPx: number
  /** How long it has waited, and who made it. */
  about: string
  marks: readonly { icon: IconName; words: string; isLate?: boolean }[]
  heldBy: string | null
}

export type Done = Pick<DeskItem, 'id' | 'title' | 'small' | 'ground' | 'widthPx' | 'heightPx'> & { published: boolean; reasonCount: number }

type Props = {
  items: readonly DeskItem[]
  done: readonly Done[]
  currentId: string | null
  selected: ReadonlySet<string>
  onOpen: (id: string) => void
  words: DeskWords
}

/** What a decision is called: the sentence beside a photo that is done. */
export const decisionWords = (words: DeskWords, done: Pick<Done, 'title' | 'published' | 'reasonCount'>) =>
  (done.published ? words.published : (words.rejected[done.reasonCount - 1] ?? '')).replace('{title}', done.title)

/** The queue, longest waiting first; before it the last decisions of the day, dimmed and marked. The open photo stays in sight. */
export function Filmstrip({ items, done, currentId, selected, onOpen, words }: Props) {
  const strip = useRef<HTMLElement>(null)
  const current = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    const [frame, photo] = [strip.current, current.current]
    if (!frame || !photo || !currentId) return
    const from = frame.getBoundingClientRect()
    const place = photo.getBoundingClientRect()
    if (place.left < from.left + place.width || place.right > from.right - place.width)
      frame.scrollBy({ left: place.left - from.left - (from.width - place.width) / 3 })
  }, [currentId])
  const open = (event: MouseEvent, id: string) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return // A new tab is the browser's.
    event.preventDefault()
    onOpen(id)
  }
  return (
    <nav ref={strip} aria-label={words.queue} className="desk-strip">
      <ul>
        {done.map((photo) => (
          <li key={photo.id} className="is-done">
            <Thumb photo={photo} />
            <span className={photo.published ? 'text-ok' : 'text-bad'}>
              <Icon name={photo.published ? 'check' : 'x'} size={16} />
            </span>
            <span className="sr-only">{decisionWords(words, photo)}</span>
          </li>
        ))}
        {items.map((photo) => (
          <li key={photo.id} className={selected.has(photo.id) ? 'is-selected' : ''}>
            <a
              ref={photo.id === currentId ? current : undefined}
              href={photo.href}
              title={`${photo.title}, ${photo.about}`}
              aria-current={photo.id === currentId ? 'true' : undefined}
              onClick={(event) => open(event, photo.id)}
            >
              <Thumb photo={photo} />
              <span className="sr-only">
                {photo.title}, {photo.about}
              </span>
              <Marks marks={photo.marks} />
              {selected.has(photo.id) && (
                <span className="desk-tick">
                  <Icon name="check" size={16} />
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Late, appeal, corrected, near duplicate, held by somebody: each an icon with its words. */
export function Marks({ marks }: Pick<DeskItem, 'marks'>) {
  if (!marks.length) return null
  return (
    <span className="desk-marks">
      {marks.map(({ icon, words, isLate }) => (
        <span key={icon} title={words} className={isLate ? 'text-ochre' : ''}>
          <Icon name={icon} size={16} label={words} />
        </span>
      ))}
    </span>
  )
}

function Thumb({ photo }: { photo: Pick<DeskItem, 'small' | 'ground' | 'widthPx' | 'heightPx'> }) {
  return (
    <img
      src={photo.small}
      alt=""
      width={photo.widthPx}
      height={photo.heightPx}
      decoding="async"
      style={{ aspectRatio: `${photo.widthPx}/${photo.heightPx}`, backgroundImage: photo.ground && `url(${photo.ground})` }}
    />
  )
}
