'use client'

import { useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { FormMessage } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import type { Locale } from '@/lib/actor'
import { fill } from '../../_components/fill'
import type { ReleaseWords } from '../../photos/[id]/_components/edit-words'
import { NotKept, sendRelease } from './send-release'

export type ReleaseTerms = { types: readonly string[]; maxBytes: number }
type Added = { id: string; kind: 'model' | 'property'; subject: string }
type Said = { ok: boolean; words: string } | null

const control = 'w-full rounded-control border border-control bg-card px-4 text-base text-ink focus-visible:rounded-control'

/** A signed paper chosen, named and sent to private storage. No form of its own and no posted names, so that it can stand inside the photo's form. */
export function AddRelease({ words, locale, terms, onAdded }: { words: ReleaseWords; locale: Locale; terms: ReleaseTerms; onAdded: (release: Added) => void }) {
  const id = useId()
  const [kind, setKind] = useState<Added['kind']>('model')
  const [subject, setSubject] = useState('')
  const [percent, setPercent] = useState<number | null>(null)
  const [said, setSaid] = useState<Said>(null)
  const picker = useRef<HTMLInputElement>(null)

  async function add() {
    const file = picker.current?.files?.[0]
    const fault = faultOf(subject, file, terms, words)
    if (fault || !file) return setSaid({ ok: false, words: fault ?? words.needFile })
    setSaid(null)
    setPercent(0)
    try {
      const releaseId = await sendRelease({ kind, subject: subject.trim(), file, mimeType: file.type }, locale, setPercent)
      setSaid({ ok: true, words: fill(words.added, { subject: subject.trim() }) })
      onAdded({ id: releaseId, kind, subject: subject.trim() })
      setSubject('')
      if (picker.current) picker.current.value = ''
    } catch (error) {
      if (!(error instanceof NotKept)) throw error
      setSaid({ ok: false, words: error.why ?? words.lost })
    } finally {
      setPercent(null)
    }
  }
  return (
    <fieldset className="grid min-w-0 gap-4 rounded-control bg-wash p-4">
      <legend className="sr-only">{words.addTitle}</legend>
      <div className="flex flex-wrap gap-x-6">
        {(['model', 'property'] as const).map((one) => (
          <label key={one} className="flex min-h-11 cursor-pointer items-center gap-3">
            <input type="radio" className="radio" checked={kind === one} onChange={() => setKind(one)} />
            {words.names[one]}
          </label>
        ))}
      </div>
      <div>
        <label htmlFor={`${id}-subject`} className="mb-2 block font-semibold">
          {words.subject}
        </label>
        <input
          id={`${id}-subject`}
          value={subject}
          maxLength={120}
          placeholder={words.subjectHint}
          className={`${control} h-13`}
          onChange={(event) => setSubject(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      </div>
      <div>
        <label htmlFor={`${id}-file`} className="mb-2 block font-semibold">
          {words.file}
        </label>
        <input
          ref={picker}
          id={`${id}-file`}
          type="file"
          accept={terms.types.join(',')}
          aria-describedby={`${id}-hint`}
          className={`${control} py-2.5 file:mr-4 file:h-8 file:rounded-[6px] file:border-0 file:bg-line file:px-3 file:font-semibold file:text-ink`}
        />
        <p id={`${id}-hint`} className="mt-2 text-muted">
          {words.fileHint}
        </p>
      </div>
      {said && <FormMessage ok={said.ok}>{said.words}</FormMessage>}
      <Button tone="outline" size="md" className="justify-self-start" icon={<Icon name="plus" />} disabled={percent !== null} onClick={add}>
        {percent === null ? words.add : fill(words.sending, { percent })}
      </Button>
    </fieldset>
  )
}

function faultOf(subject: string, file: File | undefined, terms: ReleaseTerms, words: ReleaseWords): string | null {
  if (!subject.trim()) return words.needSubject
  if (!file) return words.needFile
  if (!terms.types.includes(file.type)) return words.faults.type
  if (file.size === 0) return words.faults.empty
  return file.size > terms.maxBytes ? words.faults.tooBig : null
}
