'use client'

import { type FormEvent, type ReactNode, useActionState, useRef, useState } from 'react'
import { Icon } from '@/components/ui/icon'
import type { IconName } from '@/components/ui/icon-shapes'
import type { Locale } from '@/lib/actor'
import { emptyForm } from '@/lib/web/form-state'
import { publishPhotosAction, reviewPhotoAction } from '../actions'
import { boxAround, type Point, shareText } from './box'
import { BulkBar, BulkWord } from './bulk'
import { CloseLook } from './close-look'
import { Compare } from './compare'
import { Decide, type Reason } from './decide'
import type { DeskWords } from './desk-words'
import { type DeskItem, type Done, decisionWords, Filmstrip } from './filmstrip'
import { KeyHelp, useKeyHelp } from './key-help'
import { PictureStage, type Sight, wholeInSight } from './picture-stage'
import { QueueGrid } from './queue-grid'
import { type Decision, type Draft, emptyDraft, useDecisions } from './use-decisions'
import { type Cases, useOpenPhoto } from './use-desk'
import { type Keys, useKeys } from './use-keys'

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
  const decisions = useDecisions(queue, locale, words)
  const { waiting, undone } = decisions
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({})
  const [view, setView] = useState<View>(startsInGrid ? 'grid' : 'photo')
  const desk = useOpenPhoto(waiting, opened, cases, emptyHref, view === 'grid')
  const { current, seen, heldBy } = desk
  const [isFull, setFull] = useState(false)
  const [drawing, setDrawing] = useState<{ before: Draft['box'] } | null>(null)
  const [nearIndex, setNearIndex] = useState(0)
  const [fault, setFault] = useState<string | null>(null)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [state, send] = useActionState(reviewPhotoAction, emptyForm)
  const [bulk, publishMany] = useActionState(publishPhotosAction, emptyForm)
  const point = useRef<Point>(wholeInSight.middle)
  const sight = useRef<Sight>(wholeInSight)
  const note = useRef<HTMLTextAreaElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const bulkForm = useRef<HTMLFormElement>(null)
  const help = useKeyHelp()

  const draft = (current && drafts[current.id]) ?? emptyDraft
  const change = (changes: Partial<Draft>) => current && setDrafts({ ...drafts, [current.id]: { ...draft, ...changes } })
  const toggle = (code: string) => {
    setFault(null)
    change({ reasons: draft.reasons.includes(code) ? draft.reasons.filter((one) => one !== code) : [...draft.reasons, code] })
  }
  const show = (next: View) => {
    setDrawing(null)
    setView(next)
  }
  const leavePhoto = (go: () => void) => {
    setFault(null)
    setNearIndex(0)
    show('photo')
    go()
  }
  const select = (ids: readonly string[], isSelected: boolean) => {
    const next = new Set(selected)
    for (const id of ids) isSelected ? next.add(id) : next.delete(id)
    setSelected(next)
  }

  const decide = (decision: Decision) => {
    if (!current) return
    const missing = whatIsMissing(decision, draft, heldBy, words)
    if (missing) {
      setFault(missing)
      if (missing === words.noteMissing) note.current?.focus()
      if (missing === words.reasonsMissing) form.current?.querySelector<HTMLInputElement>('input[name="reasons[]"]')?.focus()
      return
    }
    leavePhoto(desk.goOn)
    select([current.id], false)
    void decisions.decide(current, decision, draft)
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const button = (event.nativeEvent as SubmitEvent).submitter
    if (button instanceof HTMLButtonElement && (button.value === 'publish' || button.value === 'reject')) decide(button.value)
  }

  const draw = () => {
    if (drawing) return setDrawing(null)
    setDrawing({ before: draft.box })
    if (!draft.box) change({ box: boxAround(sight.current.middle, Math.min(0.3, sight.current.size)) })
  }
  const closer = () => {
    sight.current = wholeInSight
    show(view === 'close' ? 'photo' : 'close')
  }
  const hasNear = Boolean(seen?.near.length)
  const compare = () => hasNear && show(view === 'compare' ? 'photo' : 'compare')
  const grid = () => show(view === 'grid' ? 'photo' : 'grid')
  const goBack = () => {
    if (drawing) setDrawing(null)
    else if (view !== 'photo') show('photo')
    else if (isFull) setFull(false)
    else setSelected(new Set())
  }
  const openFromGrid = (id: string) => leavePhoto(() => desk.open(id))
  const bulkKey = () => selected.size > 0 && bulkForm.current?.requestSubmit()

  const always: Keys = { g: grid, escape: goBack, '?': help.toggle, 'shift+a': bulkKey }
  const onPhoto: Keys = {
    ...always,
    a: () => decide('publish'),
    r: () => decide('reject'),
    n: () => note.current?.focus(),
    d: compare,
    z: closer,
    b: draw,
    f: () => setFull(!isFull),
    x: () => current && select([current.id], !selected.has(current.id)),
    ...Object.fromEntries(reasons.slice(0, 9).map(({ code }, index) => [String(index + 1), () => toggle(code)])),
  }
  const walk = (by: 1 | -1) => () => {
    if (view === 'compare') setNearIndex(Math.min((seen?.near.length ?? 1) - 1, Math.max(0, nearIndex + by)))
    else if (!drawing) leavePhoto(() => desk.step(by))
  }
  const arrows: Keys = view === 'close' ? {} : { arrowleft: walk(-1), arrowright: walk(1) }
  useKeys(view === 'grid' ? { ...always, a: bulkKey } : { ...onPhoto, ...arrows })

  const first = reasons.findIndex(({ code }) => draft.reasons.includes(code))
  const stage = current && {
    photo: { id: current.id, src: current.preview, alt: current.alt, ground: current.ground, widthPx: current.widthPx, heightPx: current.heightPx },
    words,
    box: draft.box,
    before: seen?.before ?? null,
    onBox: (box: Draft['box']) => change({ box }),
    label: first < 0 ? null : `${first + 1} ${reasons[first]?.name}`,
    drawing: Boolean(drawing),
    onDone: () => setDrawing(null),
    onCancel: () => {
      change({ box: drawing?.before ?? null })
      setDrawing(null)
    },
  }
  const justDone = decisions.done.at(-1)
  const shown = [...done.filter(({ id }) => !decisions.done.some((one) => one.id === id)), ...decisions.done].slice(-DONE_SHOWN)

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
              <button type="button" onClick={grid} className="link min-h-11 lg:ml-auto unscripted:hidden">
                {words.gridClose}
              </button>
            </div>
            <BulkWord state={bulk} items={queue} />
            <QueueGrid items={waiting} selected={selected} onSelect={select} onOpen={openFromGrid} words={words} />
            <BulkBar
              count={selected.size}
              onAll={() =>
                select(
                  waiting.map(({ id }) => id),
                  true,
                )
              }
              onClear={() => setSelected(new Set())}
              words={words}
            />
          </form>
        )}
        {current && stage && view !== 'grid' && (
          <form ref={form} action={send} onSubmit={onSubmit} className="desk-case">
            <input type="hidden" name="photoId" value={current.id} />
            <input type="hidden" name="next" value={(waiting[waiting.indexOf(current) + 1] ?? waiting[waiting.indexOf(current) - 1])?.href ?? emptyHref} />
            {(['x', 'y', 'width', 'height'] as const).map((side) => (
              <input key={side} type="hidden" name={side} value={draft.box ? shareText(draft.box[side]) : ''} />
            ))}
            <div className="desk-stage">
              {view === 'photo' && (
                <PictureStage
                  {...stage}
                  onPoint={(at) => {
                    point.current = at
                  }}
                />
              )}
              {view === 'close' && <CloseLook key={current.id} {...stage} at={point.current} sight={sight} locale={locale} />}
              {view === 'compare' && seen && (
                <Compare
                  photo={{ src: current.preview, title: current.title, widthPx: current.widthPx, heightPx: current.heightPx, lines: seen.lines }}
                  others={seen.near}
                  index={nearIndex}
                  onIndex={setNearIndex}
                  onClose={() => show('photo')}
                  words={words}
                />
              )}
              {drawing && (
                <p role="status" className="desk-word is-top">
                  {words.boxHelp}
                </p>
              )}
              <div role="toolbar" aria-label={words.tools} className="desk-tools unscripted:hidden">
                <Tool icon="chevron-left" name={words.previous} isOff={!desk.hasPrevious} onClick={walk(-1)} className="lg:hidden!" />
                {view !== 'compare' && (
                  <Tool icon="zoom-in" name={view === 'close' ? words.zoomBack : words.zoom} keyName="Z" isOn={view === 'close'} onClick={closer} />
                )}
                {view !== 'compare' && (
                  <Tool icon="square-dashed" name={drawing ? words.boxDone : words.box} keyName="B" isOn={Boolean(drawing)} onClick={draw} />
                )}
                {view !== 'compare' && draft.box && (
                  <Tool
                    icon="x"
                    name={words.boxClear}
                    onClick={() => {
                      change({ box: null })
                      setDrawing(null)
                    }}
                  />
                )}
                {hasNear && <Tool icon="copy" name={words.compare} keyName="D" isOn={view === 'compare'} onClick={compare} />}
                <Tool icon={isFull ? 'x' : 'image'} name={words.full} keyName="F" isOn={isFull} onClick={() => setFull(!isFull)} className="max-lg:hidden!" />
                <Tool icon="chevron-right" name={words.next} isOff={!desk.hasNext} onClick={walk(1)} className="lg:hidden!" />
              </div>
            </div>
            <aside className="desk-side">
              <div className="desk-facts">
                {undone && (
                  <p role="alert" className="desk-undone">
                    <Icon name="circle-alert" className="mt-0.5" />
                    <span>
                      {words.undone.replace('{title}', undone.item.title).replace('{why}', undone.words)}{' '}
                      <a
                        href={undone.item.href}
                        className="link"
                        onClick={(event) => {
                          event.preventDefault()
                          leavePhoto(() => desk.open(undone.item.id))
                        }}
                      >
                        {words.back}
                      </a>
                    </span>
                  </p>
                )}
                {state.message && (
                  <p role="alert" className="desk-undone">
                    {[state.message, ...Object.values(state.fields)].join(' ')}
                  </p>
                )}
                {heldBy && (
                  <p role="status" className="desk-held">
                    <Icon name="lock" className="mt-0.5" />
                    <span>{words.heldBy.replace('{name}', heldBy)}</span>
                  </p>
                )}
                {seen?.facts ?? (
                  <>
                    <h2 className="display-28">{current.title}</h2>
                    <p className="mt-2 text-muted">{words.loading}</p>
                  </>
                )}
              </div>
              <Decide
                reasons={reasons}
                chosen={draft.reasons}
                onToggle={toggle}
                note={draft.note}
                onNote={(text) => change({ note: text })}
                noteRef={note}
                fault={fault}
                held={heldBy !== null}
                words={words}
              />
            </aside>
          </form>
        )}
      </main>
      <div className="desk-foot">
        {bar}
        {view !== 'grid' && selected.size > 0 && (
          <form ref={bulkForm} action={publishMany} className="desk-chosen">
            {[...selected].map((id) => (
              <input key={id} type="hidden" name="photoIds[]" value={id} />
            ))}
            <BulkBar count={selected.size} onClear={() => setSelected(new Set())} words={words} />
          </form>
        )}
        {view !== 'grid' && <BulkWord state={bulk} items={queue} />}
        {view !== 'grid' && (
          <Filmstrip
            items={waiting}
            done={shown}
            currentId={current?.id ?? null}
            selected={selected}
            onOpen={(id) => leavePhoto(() => desk.open(id))}
            words={words}
          />
        )}
      </div>
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

type ToolProps = { icon: IconName; name: string; keyName?: string; isOn?: boolean; isOff?: boolean; onClick: () => void; className?: string }

const Tool = ({ icon, name, keyName, isOn, isOff, onClick, className }: ToolProps) => (
  <button type="button" aria-label={name} title={name} aria-pressed={isOn} disabled={isOff} onClick={onClick} className={className}>
    <Icon name={icon} />
    {keyName && <kbd aria-hidden>{keyName}</kbd>}
  </button>
)
