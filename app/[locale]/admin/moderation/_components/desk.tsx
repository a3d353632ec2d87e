'use client'

import { type FormEvent, type ReactNode, useActionState, useRef, useState } from 'react'
import type { Locale } from '@/lib/actor'
import { emptyForm } from '@/lib/web/form-state'
import { publishPhotosAction, reviewPhotoAction } from '../actions'
import { type Point, shareText } from './box'
import { BulkBar, BulkWord } from './bulk'
import { CloseLook } from './close-look'
import { Compare } from './compare'
import { Decide, type Reason } from './decide'
import { DeskNotices } from './desk-notices'
import { DeskTools } from './desk-tools'
import type { DeskWords } from './desk-words'
import { type DeskItem, type Done, decisionWords, Filmstrip } from './filmstrip'
import { KeyHelp, useKeyHelp } from './key-help'
import { PictureStage, type StageProps, wholeInSight } from './picture-stage'
import { QueueGrid } from './queue-grid'
import { type Decision, type Draft, useDecisions } from './use-decisions'
import { type Keys, useKeys } from './use-keys'
import { useMarking } from './use-marking'
import { type Cases, useOpenPhoto } from './use-open-photo'

type Props = {
  queue: readonly DeskItem[]
  done: readonly Done[]
  opened: { id: string | null; heldBy: string | null }
  cases: Cases
  reasons: readonly Reason[]
  startsInGrid: boolean
  emptyHref: string
  locale: Locale
  words: DeskWords
  header: ReactNode
  bar: ReactNode
  empty: ReactNode
}

type View = 'photo' | 'close' | 'compare' | 'grid'
const DONE_SHOWN = 4

/** The review desk. Without script a plain form for one photo and one for many; with it the queue moves at the speed of the keys. */
export function Desk({ queue, done, opened, cases, reasons, startsInGrid, emptyHref, locale, words, header, bar, empty }: Props) {
  const [view, setView] = useState<View>(startsInGrid ? 'grid' : 'photo')
  const [isFull, setFull] = useState(false)
  const [nearIndex, setNearIndex] = useState(0)
  const [fault, setFault] = useState<string | null>(null)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [state, send] = useActionState(reviewPhotoAction, emptyForm)
  const [bulk, publishMany] = useActionState(publishPhotosAction, emptyForm)
  const { waiting, undone, done: doneHere, decide } = useDecisions(queue, locale, words)
  const desk = useOpenPhoto(waiting, opened, cases, emptyHref, view === 'grid')
  const { current, seen, heldBy } = desk
  const marking = useMarking(current?.id ?? null)
  const { draft, isDrawing } = marking
  const point = useRef<Point>(wholeInSight.middle)
  const note = useRef<HTMLTextAreaElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const bulkForm = useRef<HTMLFormElement>(null)
  const help = useKeyHelp()

  const show = (next: View) => {
    marking.stop()
    setView(view === next ? 'photo' : next) // The key that leads somewhere leads back.
  }
  const leave = (go: () => void) => {
    setFault(null)
    setNearIndex(0)
    marking.stop()
    setView('photo')
    go()
  }
  const open = (id: string) => leave(() => desk.open(id))
  const select = (ids: readonly string[], isSelected: boolean) => {
    const next = new Set(selected)
    for (const id of ids) isSelected ? next.add(id) : next.delete(id)
    setSelected(next)
  }
  const clear = () => setSelected(new Set())

  const judge = (decision: Decision) => {
    if (!current) return
    const missing = whatIsMissing(decision, draft, heldBy, words)
    setFault(missing)
    if (missing === words.noteMissing) note.current?.focus()
    if (missing === words.reasonsMissing) form.current?.querySelector<HTMLInputElement>('input[name="reasons[]"]')?.focus()
    if (missing) return
    leave(desk.goOn)
    select([current.id], false)
    void decide(current, decision, draft)
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const button = (event.nativeEvent as SubmitEvent).submitter
    if (button instanceof HTMLButtonElement && (button.value === 'publish' || button.value === 'reject')) judge(button.value)
  }
  const toggle = (code: string) => {
    setFault(null)
    marking.toggle(code)
  }

  const nearCount = seen?.near.length ?? 0
  const walk = (by: 1 | -1) => () => {
    if (view === 'compare') setNearIndex(Math.min(nearCount - 1, Math.max(0, nearIndex + by)))
    else if (!isDrawing) leave(() => desk.step(by))
  }
  const deeds = {
    previous: walk(-1),
    next: walk(1),
    closer: () => {
      marking.sight.current = wholeInSight
      show('close')
    },
    draw: marking.draw,
    clearBox: marking.clear,
    compare: () => nearCount > 0 && show('compare'),
    full: () => setFull(!isFull),
  }
  const goBack = () => {
    if (isDrawing) marking.stop()
    else if (view !== 'photo') show('photo')
    else if (isFull) setFull(false)
    else clear()
  }
  const bulkKey = () => selected.size > 0 && bulkForm.current?.requestSubmit()
  const always: Keys = { g: () => show('grid'), escape: goBack, '?': help.toggle, 'shift+a': bulkKey }
  const onPhoto: Keys = {
    a: () => judge('publish'),
    r: () => judge('reject'),
    n: () => note.current?.focus(),
    d: deeds.compare,
    z: deeds.closer,
    b: deeds.draw,
    f: deeds.full,
    x: () => current && select([current.id], !selected.has(current.id)),
    ...(view !== 'close' && { arrowleft: deeds.previous, arrowright: deeds.next }), // There the arrows move over the picture.
    ...Object.fromEntries(reasons.slice(0, 9).map(({ code }, index) => [String(index + 1), () => toggle(code)])),
  }
  useKeys(view === 'grid' ? { ...always, a: bulkKey } : { ...always, ...onPhoto })

  const first = reasons.findIndex(({ code }) => draft.reasons.includes(code))
  const stage: StageProps | null = current && {
    photo: { id: current.id, src: current.preview, alt: current.alt, ground: current.ground, widthPx: current.widthPx, heightPx: current.heightPx },
    words,
    box: draft.box,
    before: seen?.before ?? null,
    onBox: marking.setBox,
    label: first < 0 ? null : `${first + 1} ${reasons[first]?.name}`,
    drawing: isDrawing,
    onDone: marking.stop,
    onCancel: marking.cancel,
  }
  const justDone = doneHere.at(-1)
  const shown = [...done.filter(({ id }) => !doneHere.some((one) => one.id === id)), ...doneHere].slice(-DONE_SHOWN)

  return (
    <div className={`desk ${isFull && view !== 'grid' ? 'is-full' : ''}`}>
      <header className="desk-head">
        {header}
        <button type="button" onClick={help.toggle} aria-label={words.help} title={words.help} className="desk-key unscripted:hidden">
          <kbd>?</kbd>
        </button>
      </header>
      <KeyHelp dialog={help.dialog} words={words} />
      <p role="status" className="sr-only">
        {justDone && decisionWords(words, justDone)}
      </p>
      <main id="main" tabIndex={-1} className="desk-main">
        {!current && empty}
        {current && view === 'grid' && (
          <form ref={bulkForm} action={publishMany} className="desk-sheet">
            <div className="flex flex-wrap items-center gap-x-6 gap-y-1 pb-4">
              <h2 className="display-28">{words.gridTitle}</h2>
              <p className="text-muted max-lg:hidden">{words.gridHelp}</p>
              <button type="button" onClick={always.g} className="link min-h-11 lg:ml-auto unscripted:hidden">
                {words.gridClose}
              </button>
            </div>
            <BulkWord state={bulk} items={queue} />
            <QueueGrid items={waiting} selected={selected} from={startsInGrid ? null : current.id} onSelect={select} onOpen={open} words={words} />
            <BulkBar count={selected.size} onAll={() => setSelected(new Set(waiting.map(({ id }) => id)))} onClear={clear} words={words} />
          </form>
        )}
        {current && stage && view !== 'grid' && (
          <form ref={form} action={send} onSubmit={onSubmit} className="desk-case">
            <input type="hidden" name="photoId" value={current.id} />
            <input type="hidden" name="next" value={desk.nextHref} />
            {(['x', 'y', 'width', 'height'] as const).map((side) => (
              <input key={side} type="hidden" name={side} value={draft.box ? shareText(draft.box[side]) : ''} />
            ))}
            <div className="desk-stage">
              {view === 'photo' && <PictureStage {...stage} point={point} />}
              {view === 'close' && <CloseLook key={current.id} {...stage} at={point.current} sight={marking.sight} locale={locale} />}
              {view === 'compare' && seen && (
                <Compare
                  photo={{ ...stage.photo, title: current.title, lines: seen.lines }}
                  others={seen.near}
                  index={nearIndex}
                  onIndex={setNearIndex}
                  onClose={() => show('photo')}
                  words={words}
                />
              )}
              {isDrawing && (
                <p role="status" className="desk-word is-top">
                  {words.boxHelp}
                </p>
              )}
              <DeskTools {...desk} {...{ view, isDrawing, isFull, deeds, words }} hasBox={draft.box !== null} hasNear={nearCount > 0} />
            </div>
            <aside className="desk-side">
              <div className="desk-facts">
                <DeskNotices undone={undone} onReturn={open} state={state} heldBy={heldBy} words={words} />
                {seen?.facts ?? (
                  <>
                    <h2 className="display-28">{current.title}</h2>
                    <p className="mt-2 text-muted">{words.loading}</p>
                  </>
                )}
              </div>
              <Decide {...{ reasons, fault, words }} draft={draft} onToggle={toggle} onNote={marking.setNote} noteRef={note} held={heldBy !== null} />
            </aside>
          </form>
        )}
      </main>
      <section aria-label={words.bar} className="desk-foot">
        {bar}
        {view !== 'grid' && (
          <>
            {selected.size > 0 && (
              <form ref={bulkForm} action={publishMany} className="desk-chosen">
                {[...selected].map((id) => (
                  <input key={id} type="hidden" name="photoIds[]" value={id} />
                ))}
                <BulkBar count={selected.size} onClear={clear} words={words} />
              </form>
            )}
            <BulkWord state={bulk} items={queue} />
            <Filmstrip items={waiting} done={shown} currentId={current?.id ?? null} selected={selected} onOpen={open} words={words} />
          </>
        )}
      </section>
    </div>
  )
}

/** What keeps this decision from being sent, in words; null when nothing does. The server asks the same again. */
function whatIsMissing(decision: Decision, draft: Draft, heldBy: string | null, words: DeskWords) {
  if (heldBy) return words.heldBy.replace('{name}', heldBy)
  if (decision === 'publish') return null
  if (!draft.reasons.length) return words.reasonsMissing
  return draft.reasons.includes('other') && !draft.note.trim() ? words.noteMissing : null
}
