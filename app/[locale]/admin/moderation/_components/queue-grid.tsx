'use client'

import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react'
import { Icon } from '@/components/ui/icon'
import type { DeskWords } from './desk-words'
import { type DeskItem, Marks } from './filmstrip'

type Props = {
  items: readonly DeskItem[]
  selected: ReadonlySet<string>
  /** The photo one came from, where the keys go on; null when the page began with the sheet. */
  from: string | null
  onSelect: (ids: readonly string[], isSelected: boolean) => void
  onOpen: (id: string) => void
  words: DeskWords
}

/** The queue as a sheet, uncropped: press a photo to choose it, with Shift all from the last one to it. Arrows walk, Space chooses, Enter opens. */
export function QueueGrid({ items, selected, from, onSelect, onOpen, words }: Props) {
  const list = useRef<HTMLUListElement>(null)
  const last = useRef(0)
  const began = useRef(from)
  useEffect(() => {
    const index = items.findIndex(({ id }) => id === began.current)
    began.current = null
    if (index < 0) return
    last.current = index
    list.current?.querySelectorAll('input')[index]?.focus()
  }, [items])
  const toggle = (index: number, isSelected: boolean, withShift: boolean) => {
    const [from, to] = withShift ? [Math.min(last.current, index), Math.max(last.current, index)] : [index, index]
    onSelect(
      items.slice(from, to + 1).map(({ id }) => id),
      isSelected,
    )
    last.current = index
  }
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (event.key === 'Enter') {
      event.preventDefault()
      return onOpen(items[index]?.id ?? '')
    }
    const target = neighbour(list.current, index, event.key)
    if (!target) return
    event.preventDefault()
    target.focus()
    if (event.shiftKey) onSelect([target.value], true)
  }
  return (
    <ul ref={list} className="desk-grid">
      {items.map((photo, index) => (
        <li key={photo.id} style={{ '--ratio': photo.widthPx / photo.heightPx } as React.CSSProperties}>
          <label>
            <input
              type="checkbox"
              name="photoIds[]"
              value={photo.id}
              checked={selected.has(photo.id)}
              aria-label={words.select.replace('{title}', photo.title)}
              onChange={(event) => toggle(index, event.target.checked, (event.nativeEvent as unknown as MouseEvent).shiftKey)}
              onKeyDown={(event) => onKeyDown(event, index)}
              className="sr-only"
            />
            <img
              src={photo.medium}
              alt=""
              loading="lazy"
              decoding="async"
              width={photo.widthPx}
              height={photo.heightPx}
              style={{ aspectRatio: photo.widthPx / photo.heightPx, backgroundImage: photo.ground && `url(${photo.ground})` }}
            />
            <span className="desk-tick">
              <Icon name="check" size={20} />
            </span>
            <Marks marks={photo.marks} />
          </label>
          <a
            href={photo.href}
            onClick={(event) => {
              event.preventDefault()
              onOpen(photo.id)
            }}
          >
            {photo.title}
          </a>
          <small>{photo.about}</small>
        </li>
      ))}
    </ul>
  )
}

/** The box an arrow leads to: beside, or in the row above or below the one that lies nearest. */
function neighbour(list: HTMLElement | null, index: number, key: string) {
  const boxes = [...(list?.querySelectorAll<HTMLInputElement>('input') ?? [])]
  if (key === 'ArrowRight') return boxes[index + 1]
  if (key === 'ArrowLeft') return boxes[index - 1]
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return undefined
  const place = (box: HTMLInputElement | undefined) => box?.closest('li')?.getBoundingClientRect() ?? new DOMRect()
  const here = place(boxes[index])
  const middle = here.left + here.width / 2
  const others = boxes.map((box) => ({ box, at: place(box) })).filter(({ at }) => (key === 'ArrowDown' ? at.top > here.top + 4 : at.top < here.top - 4))
  const row = key === 'ArrowDown' ? Math.min(...others.map(({ at }) => at.top)) : Math.max(...others.map(({ at }) => at.top))
  const distance = (at: DOMRect) => Math.abs(at.left + at.width / 2 - middle)
  return others.filter(({ at }) => Math.abs(at.top - row) < 4).sort((one, two) => distance(one.at) - distance(two.at))[0]?.box
}
