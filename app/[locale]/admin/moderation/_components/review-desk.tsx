'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useActionState, useEffect, useRef, useState } from 'react'
import { FormMessage } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import { emptyForm } from '@/lib/web/form-state'
import { reviewPhotoAction } from '../actions'
import { type Box, Stage } from './stage'

export type DeskWords = Record<
  'alt' | 'reasons' | 'note' | 'publish' | 'reject' | 'rejectCount' | 'busy' | 'zoom' | 'box' | 'boxClear' | 'boxHelp' | 'keys',
  string
>

type Props = {
  photo: { id: string; title: string; src: string; widthPx: number; heightPx: number }
  reasons: readonly { code: string; name: string; advice: string }[]
  previousHref: string | null
  nextHref: string | null
  next: string
  facts: ReactNode
  words: DeskWords
}

/** One photo under review. A plain form: keys, box and zoom are added where there is script. */
export function ReviewDesk({ photo, reasons, previousHref, nextHref, next, facts, words }: Props) {
  const [state, send] = useActionState(reviewPhotoAction, emptyForm)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [box, setBox] = useState<Box | null>(null)
  const [drawing, setDrawing] = useState(false)
  const [zoomed, setZoomed] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const router = useRouter()
  const toggle = (code: string) => setChosen((before) => (before.includes(code) ? before.filter((one) => one !== code) : [...before, code]))

  const press = (decision: 'publish' | 'reject') => form.current?.querySelector<HTMLButtonElement>(`button[value=${decision}]`)?.click()
  const keys: Record<string, () => void> = {
    a: () => press('publish'),
    r: () => press('reject'),
    b: () => setDrawing(!drawing),
    z: () => setZoomed(!zoomed),
    arrowleft: () => previousHref && router.push(previousHref),
    arrowright: () => nextHref && router.push(nextHref),
  }
  useKeys((key) => {
    const reason = /^[1-9]$/.test(key) ? reasons[Number(key) - 1] : undefined
    if (reason) toggle(reason.code)
    else keys[key]?.()
  })

  const first = reasons.findIndex(({ code }) => chosen.includes(code))
  const number = (share: number) => String(Math.round(share * 1e6) / 1e6)
  return (
    <form ref={form} action={send} className="desk-case">
      <input type="hidden" name="photoId" value={photo.id} />
      <input type="hidden" name="next" value={next} />
      {(['x', 'y', 'width', 'height'] as const).map((side) => (
        <input key={side} type="hidden" name={side} value={box ? number(box[side]) : ''} />
      ))}
      <Stage
        photo={photo}
        words={words}
        box={box}
        onBox={setBox}
        drawing={drawing}
        onDrawing={setDrawing}
        zoomed={zoomed}
        onZoomed={setZoomed}
        label={first < 0 ? null : `${first + 1} ${reasons[first]?.name}`}
      />
      <aside className="desk-side">
        {state.message && (
          <div className="mb-4">
            <FormMessage ok={state.ok}>{[state.message, ...Object.values(state.fields)].join(' ')}</FormMessage>
          </div>
        )}
        {facts}
        <fieldset className="mt-4 border-t border-line pt-4">
          <legend className="float-left mb-2 w-full font-semibold">{words.reasons}</legend>
          <ul className="clear-both grid grid-cols-2 gap-x-3">
            {reasons.map(({ code, name, advice }, index) => (
              <li key={code}>
                <label className="desk-reason" title={advice}>
                  <input type="checkbox" name="reasons[]" value={code} checked={chosen.includes(code)} onChange={() => toggle(code)} className="sr-only" />
                  <kbd aria-hidden>{index < 9 ? index + 1 : '·'}</kbd>
                  <span>{name}</span>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
        <label className="mt-3 block">
          <span className="mb-1.5 block text-muted">{words.note}</span>
          <textarea
            name="note"
            rows={2}
            maxLength={1000}
            defaultValue={state.values.note}
            className="w-full rounded-control border border-control bg-card px-3 py-2 text-base focus-visible:rounded-control"
          />
        </label>
        <div className="desk-deeds">
          <SubmitButton
            name="decision"
            value="publish"
            busy={words.busy}
            tone="quiet"
            className={chosen.length ? 'text-muted!' : 'border-[1.5px] border-ok! text-ok!'}
            icon={<kbd className="order-2">A</kbd>}
          >
            {words.publish}
          </SubmitButton>
          <SubmitButton name="decision" value="reject" busy={words.busy} tone={chosen.length ? 'danger' : 'outline'} icon={<kbd className="order-2">R</kbd>}>
            {chosen.length ? words.rejectCount.replace('{count}', String(chosen.length)) : words.reject}
          </SubmitButton>
        </div>
        <p className="mt-3 text-sm text-muted max-lg:hidden">{words.keys}</p>
      </aside>
    </form>
  )
}

/** Keys act anywhere but where somebody is writing, and never with a modifier. */
function useKeys(act: (key: string) => void) {
  const latest = useRef(act)
  useEffect(() => {
    latest.current = act
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const writing = event.target instanceof HTMLTextAreaElement || (event.target instanceof HTMLInputElement && event.target.type === 'text')
      if (writing || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return
      latest.current(event.key.toLowerCase())
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
