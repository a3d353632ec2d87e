'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { buttonClass } from '@/components/ui/button'
import { FormMessage } from '@/components/ui/field'
import { Icon } from '@/components/ui/icon'
import type { Locale } from '@/lib/actor'
import { fill } from './fill'

type Named = 'title' | 'lede' | 'choose' | 'reading' | 'writing' | 'line' | 'close' | 'cancel' | 'lost' | 'another'
type Counted = 'summary' | 'same' | 'faults' | 'apply' | 'done' | 'moreRows' | 'refused' | 'unknownColumns'
export type CsvWords = Record<Named, string> & Record<Counted, { none: string; one: string; many: string }>

type Preview = {
  changed: number
  same: number
  faulty: number
  unknown: string[]
  changes: { line: number; title: string; fields: { name: string; from: string; to: string }[] }[]
  faults: { line: number; sentence: string }[]
}
type Done = { changed: number; refused: string[] }
type Stage = { is: 'empty' } | { is: 'busy'; words: string } | { is: 'preview'; preview: Preview } | { is: 'done'; done: Done } | { is: 'fault'; words: string }

/** A file of metadata: chosen, looked at, and written only then. The file stays in the browser until it is agreed to. */
export function CsvImport({ locale, label, words }: { locale: Locale; label: string; words: CsvWords }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [file, setFile] = useState<File | null>(null)
  const [stage, setStage] = useState<Stage>({ is: 'empty' })
  const router = useRouter()

  const send = async <T,>(body: File, apply: boolean): Promise<T | null> => {
    setStage({ is: 'busy', words: apply ? words.writing : fill(words.reading, { name: body.name }) })
    try {
      const response = await fetch(`/api/studio/metadata?lang=${locale}${apply ? '&apply=1' : ''}`, {
        method: 'POST',
        headers: { 'content-type': 'text/csv', 'accept-language': locale },
        body,
      })
      const answer = (await response.json()) as T & { detail?: string }
      if (response.ok) return answer
      setStage({ is: 'fault', words: answer.detail ?? words.lost })
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error // No line, or a proxy's page where JSON should be.
      setStage({ is: 'fault', words: words.lost })
    }
    return null
  }
  const look = async (chosen: File | undefined) => {
    if (!chosen) return
    setFile(chosen)
    const preview = await send<Preview>(chosen, false)
    if (preview) setStage({ is: 'preview', preview })
  }
  const write = async () => {
    if (!file) return
    const done = await send<Done>(file, true)
    if (!done) return
    setStage({ is: 'done', done })
    router.refresh()
  }
  const close = () => dialog.current?.close()
  return (
    <>
      <button
        type="button"
        onClick={() => {
          setStage({ is: 'empty' })
          setFile(null)
          dialog.current?.showModal()
        }}
        className={buttonClass('quiet', 'md', 'justify-start! font-normal! unscripted:hidden')}
      >
        <Icon name="upload" size={18} />
        <span>{label}</span>
      </button>
      <dialog
        ref={dialog}
        onClose={(event) => event.currentTarget.closest('details')?.removeAttribute('open')} // Not before: a menu that is shut shows no dialog either.
        aria-labelledby="csv-title"
        className="m-auto hidden max-h-[100dvh] w-full max-w-3xl flex-col overflow-hidden bg-paper text-ink backdrop:bg-night/60 open:flex sm:max-h-[86dvh] sm:rounded-[14px]"
      >
        <div className="flex items-start justify-between gap-4 px-4 pt-4 sm:px-8 sm:pt-6">
          <h2 id="csv-title" className="display-28 mt-1.5">
            {words.title}
          </h2>
          <button type="button" onClick={close} aria-label={words.close} title={words.close} className="grid size-11 shrink-0 place-items-center">
            <Icon name="x" />
          </button>
        </div>
        <div className="min-h-40 overflow-y-auto px-4 py-4 sm:px-8" aria-live="polite">
          {stage.is === 'empty' && <p className="max-w-prose">{words.lede}</p>}
          {stage.is === 'busy' && <p>{stage.words}</p>}
          {stage.is === 'fault' && <FormMessage>{stage.words}</FormMessage>}
          {stage.is === 'preview' && <Look preview={stage.preview} words={words} />}
          {stage.is === 'done' && (
            <>
              <FormMessage ok={!stage.done.refused.length}>{counted(words.done, stage.done.changed)}</FormMessage>
              {stage.done.refused.length > 0 && (
                <>
                  <p className="mt-4 font-semibold">{counted(words.refused, stage.done.refused.length)}</p>
                  <ul className="mt-2">
                    {[...new Set(stage.done.refused)].map((sentence) => (
                      <li key={sentence}>{sentence}</li>
                    ))}
                  </ul>
                </>
              )}
            </>
          )}
        </div>
        <div className="flex flex-wrap gap-3 border-t border-line px-4 py-4 sm:px-8">
          {stage.is === 'preview' && stage.preview.changed > 0 && (
            <button type="button" onClick={write} className={buttonClass('primary', 'lg', 'w-full sm:w-auto')}>
              {counted(words.apply, stage.preview.changed)}
            </button>
          )}
          {stage.is === 'done' ? (
            <button type="button" onClick={close} className={buttonClass('outline', 'lg', 'w-full sm:w-auto')}>
              {words.close}
            </button>
          ) : (
            stage.is !== 'busy' && (
              <label
                className={buttonClass(
                  stage.is === 'preview' ? 'outline' : 'primary',
                  'lg',
                  'w-full cursor-pointer has-focus-visible:outline-3 has-focus-visible:outline-offset-3 has-focus-visible:outline-indigo sm:w-auto',
                )}
              >
                <input
                  type="file"
                  accept=".csv,.txt,.tsv,text/csv,text/plain"
                  className="sr-only"
                  onChange={(event) => {
                    void look(event.target.files?.[0])
                    event.target.value = '' // So that the same file, put right, can be chosen again.
                  }}
                />
                <span>{stage.is === 'empty' ? words.choose : words.another}</span>
              </label>
            )
          )}
        </div>
      </dialog>
    </>
  )
}

const counted = (words: { none: string; one: string; many: string }, count: number) =>
  fill(count === 0 ? words.none : count === 1 ? words.one : words.many, { count })

function Look({ preview, words }: { preview: Preview; words: CsvWords }) {
  const { changed, same, faulty, unknown, changes, faults } = preview
  return (
    <>
      <p className="display-20">{counted(words.summary, changed)}</p>
      {same > 0 && <p className="mt-1 text-muted">{counted(words.same, same)}</p>}
      {unknown.length > 0 && <p className="mt-1 text-muted">{fill(counted(words.unknownColumns, unknown.length), { list: unknown.join(', ') })}</p>}
      {faulty > 0 && (
        <section className="mt-5">
          <h3 className="flex gap-2 font-semibold text-bad">
            <Icon name="circle-alert" className="mt-0.5" />
            <span>{counted(words.faults, faulty)}</span>
          </h3>
          <ul className="mt-2">
            {faults.map(({ line, sentence }) => (
              <li key={`${line} ${sentence}`} className="flex gap-3 border-t border-line py-2">
                <span className="w-20 shrink-0 text-muted tabular-nums">{fill(words.line, { line })}</span>
                <span className="min-w-0">{sentence}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <ul className="mt-5">
        {changes.map(({ line, title, fields }) => (
          <li key={line} className="border-t border-line py-3">
            <p className="flex justify-between gap-3">
              <strong className="min-w-0 truncate">{title}</strong>
              <span className="shrink-0 text-muted tabular-nums">{fill(words.line, { line })}</span>
            </p>
            <dl className="mt-1 grid gap-1">
              {fields.map(({ name, from, to }) => (
                <div key={name} className="grid gap-x-3 sm:grid-cols-[10rem_1fr]">
                  <dt className="text-muted">{name}</dt>
                  <dd className="min-w-0 break-words">
                    <del className="text-muted">{from}</del> <ins className="font-semibold no-underline">{to}</ins>
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
      {changed > changes.length && <p className="border-t border-line py-3 text-muted">{counted(words.moreRows, changed - changes.length)}</p>}
    </>
  )
}
