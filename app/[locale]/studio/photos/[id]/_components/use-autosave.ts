import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Locale } from '@/lib/actor'
import { dropDraft, fieldsOf, isSame, keepDraft } from './draft'
import { sendWords } from './send-words'

export type Saving = { is: 'idle' } | { is: 'typing' } | { is: 'saving' } | { is: 'saved'; at: Date } | { is: 'unsaved'; why: string | null }

const PAUSE_MS = 1_500
const AGAIN_MS = 15_000

type Options = {
  photoId: string
  locale: Locale
  form: RefObject<HTMLFormElement | null>
  /** The version of the words that the page was made with. */
  firstVersion: string
  /** Whether typing saves: not what is on sale. */
  isAutomatic: boolean
  /** The form's own action is under way. */
  isSending: boolean
}

/**
 * What is typed is kept on this device at once and, where it may, saved when the typing pauses, before the page is hidden, and when the connection is back; one saving at a time.
 */
export function useAutosave({ photoId, locale, form, firstVersion, isAutomatic, isSending }: Options) {
  const [saving, setSaving] = useState<Saving>({ is: 'idle' })
  const [version, setVersion] = useState(firstVersion)
  const [replaced, setReplaced] = useState<string[]>([])
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const underWay = useRef<Promise<void> | null>(null)
  const isTouched = useRef(false)
  const now = useRef({ version, isSending })
  useEffect(() => {
    now.current = { version, isSending }
  })

  const later = (ms: number) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(save, ms)
  }
  function save() {
    clearTimeout(timer.current)
    timer.current = undefined
    if (!form.current) return
    if (underWay.current || now.current.isSending) return later(PAUSE_MS)
    underWay.current = send(form.current).finally(() => {
      underWay.current = null
    })
  }
  async function send(sent: HTMLFormElement) {
    const fields = fieldsOf(sent)
    setSaving({ is: 'saving' })
    const answer = await sendWords(photoId, fields, now.current.version, locale)
    if (!answer.ok) {
      setSaving({ is: 'unsaved', why: answer.why })
      if (!answer.isFinal) later(AGAIN_MS)
      return
    }
    setVersion(answer.version)
    now.current.version = answer.version
    if (answer.replaced.length) setReplaced(answer.replaced)
    if (!form.current || !isSame(fields, fieldsOf(form.current))) return setSaving({ is: 'typing' })
    dropDraft(photoId)
    isTouched.current = false
    setSaving({ is: 'saved', at: new Date() })
  }

  const resume = useRef(() => {})
  useEffect(() => {
    resume.current = () => {
      if (isAutomatic && isTouched.current) save()
    }
  })
  useEffect(() => {
    const online = () => resume.current()
    const hidden = () => document.visibilityState === 'hidden' && resume.current()
    window.addEventListener('online', online)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      window.removeEventListener('online', online)
      document.removeEventListener('visibilitychange', hidden)
      clearTimeout(timer.current)
    }
  }, [])

  return {
    saving,
    version,
    replaced,
    /** Something was typed or ticked. */
    touch() {
      if (!form.current) return
      isTouched.current = true
      keepDraft(photoId, { fields: fieldsOf(form.current), version: now.current.version, at: new Date().toISOString() })
      setSaving({ is: 'typing' })
      if (isAutomatic) later(PAUSE_MS)
    },
    /** No saving of ours is due or under way any more: the form is about to be sent by its button. */
    async settle() {
      clearTimeout(timer.current)
      isTouched.current = false
      await underWay.current
    },
    isBusy: () => underWay.current !== null,
    /** The button's saving went through, and gave this version. */
    adopt(saved: string, lost: string[]) {
      setVersion(saved)
      now.current.version = saved
      setReplaced(lost)
      if (isTouched.current) return
      dropDraft(photoId)
      setSaving({ is: 'saved', at: new Date() })
    },
  }
}
