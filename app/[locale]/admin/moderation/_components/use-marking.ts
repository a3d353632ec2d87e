import { type RefObject, useRef, useState } from 'react'
import { type Box, boxAround } from './box'
import { type Sight, wholeInSight } from './picture-stage'
import { type Draft, emptyDraft } from './use-decisions'

/** What the reviewer notes about the open photo: reasons, a note, a box and whether it is being drawn. Each photo keeps its own until it is decided. */
export function useMarking(photoId: string | null) {
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({})
  const [drawing, setDrawing] = useState<{ before: Box | null } | null>(null)
  const sight: RefObject<Sight> = useRef(wholeInSight)
  const draft = (photoId && drafts[photoId]) || emptyDraft
  const change = (make: (draft: Draft) => Partial<Draft>) => {
    if (!photoId) return
    setDrafts((all) => {
      const before = all[photoId] ?? emptyDraft
      return { ...all, [photoId]: { ...before, ...make(before) } }
    })
  }
  const setBox = (box: Box | null) => change(() => ({ box }))
  const stop = () => setDrawing(null)
  return {
    draft,
    isDrawing: drawing !== null,
    /** What of the picture is in sight: a box placed by key begins in its middle. */
    sight,
    setBox,
    setNote: (note: string) => change(() => ({ note })),
    toggle: (code: string) => change(({ reasons }) => ({ reasons: reasons.includes(code) ? reasons.filter((one) => one !== code) : [...reasons, code] })),
    draw: () => {
      if (drawing) return stop()
      setDrawing({ before: draft.box })
      if (!draft.box) setBox(boxAround(sight.current.middle, Math.min(0.3, sight.current.size)))
    },
    stop,
    clear: () => {
      setBox(null)
      stop()
    },
    /** The box is again what it was before it was drawn. */
    cancel: () => {
      setBox(drawing?.before ?? null)
      stop()
    },
  }
}
