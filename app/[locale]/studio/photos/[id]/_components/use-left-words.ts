import { type RefObject, useEffect, useState } from 'react'
import type { FormState } from '@/lib/web/form-state'
import { type Draft, dropDraft, fieldsOf, isSame, readDraft } from './draft'
import { type PhotoValues, valuesFrom } from './photo-values'

/** Words in the form that came from this device, over the answer the form had then. */
type Taken = { values: PhotoValues; over: FormState }

/**
 * Words that were typed here and never reached the server. They are taken up by themselves when the photo is as it was then; when it changed since, that is the photographer's choice.
 */
export function useLeftWords(photoId: string, version: string, form: RefObject<HTMLFormElement | null>, state: FormState) {
  const [taken, setTaken] = useState<Taken | null>(null)
  const [found, setFound] = useState<Draft | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for once, when the page comes to life.
  useEffect(() => {
    const draft = readDraft(photoId)
    if (!draft || !form.current) return
    if (isSame(draft.fields, fieldsOf(form.current))) return dropDraft(photoId)
    if (draft.version === version) setTaken({ values: valuesFrom(draft.fields), over: state })
    else setFound(draft)
  }, [photoId])
  return {
    taken,
    found,
    take() {
      if (found) setTaken({ values: valuesFrom(found.fields), over: state })
      setFound(null)
    },
    forget() {
      dropDraft(photoId)
      setFound(null)
    },
  }
}
