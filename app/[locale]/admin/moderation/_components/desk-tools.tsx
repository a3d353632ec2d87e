'use client'

import { Icon } from '@/components/ui/icon'
import type { IconName } from '@/components/ui/icon-shapes'
import type { DeskWords } from './desk-words'

type ToolProps = { icon: IconName; name: string; keyName?: string; isOn?: boolean; isOff?: boolean; onClick: () => void; className?: string }

const Tool = ({ icon, name, keyName, isOn, isOff, onClick, className }: ToolProps) => (
  <button type="button" aria-label={name} title={name} aria-pressed={isOn} disabled={isOff} onClick={onClick} className={className}>
    <Icon name={icon} />
    {keyName && <kbd aria-hidden>{keyName}</kbd>}
  </button>
)

type Props = {
  view: 'photo' | 'close' | 'compare'
  isDrawing: boolean
  hasBox: boolean
  hasNear: boolean
  isFull: boolean
  hasPrevious: boolean
  hasNext: boolean
  deeds: Record<'previous' | 'next' | 'closer' | 'draw' | 'clearBox' | 'compare' | 'full', () => void>
  words: DeskWords
}

/** The same deeds as the keys, on the picture: for the mouse, and for fingers, which also walk the queue here. */
export function DeskTools({ view, isDrawing, hasBox, hasNear, isFull, hasPrevious, hasNext, deeds, words }: Props) {
  const isClose = view === 'close'
  return (
    <div role="toolbar" aria-label={words.tools} className="desk-tools unscripted:hidden">
      <Tool icon="chevron-left" name={words.previous} isOff={!hasPrevious} onClick={deeds.previous} className="lg:hidden!" />
      {view !== 'compare' && (
        <>
          <Tool icon="zoom-in" name={isClose ? words.zoomBack : words.zoom} keyName="Z" isOn={isClose} onClick={deeds.closer} />
          <Tool icon="square-dashed" name={isDrawing ? words.boxDone : words.box} keyName="B" isOn={isDrawing} onClick={deeds.draw} />
          {hasBox && <Tool icon="x" name={words.boxClear} onClick={deeds.clearBox} />}
        </>
      )}
      {hasNear && <Tool icon="copy" name={words.compare} keyName="D" isOn={view === 'compare'} onClick={deeds.compare} />}
      <Tool icon={isFull ? 'x' : 'image'} name={words.full} keyName="F" isOn={isFull} onClick={deeds.full} className="max-lg:hidden!" />
      <Tool icon="chevron-right" name={words.next} isOff={!hasNext} onClick={deeds.next} className="lg:hidden!" />
    </div>
  )
}
