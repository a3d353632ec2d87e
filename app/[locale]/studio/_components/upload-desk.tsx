'use client'

import { type DragEvent, type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { buttonClass } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { Locale } from '@/lib/actor'
import { path } from '@/lib/web/path'
import type { FileCheck } from './check-file'
import { fill } from './fill'
import { UploadTile } from './upload-tile'
import { createUploads, type Upload } from './uploads'

export type UploadWords = {
  add: string
  drop: string
  overallOne: string
  overallMany: string
  overallDone: string
  overallSize: string
  minutes: string
  retryAll: string
  checking: string
  waiting: string
  sending: string
  retrying: string
  lost: string
  preparing: string
  ready: string
  failed: string
  retry: string
  remove: string
  progressOf: string
  faults: Record<Extract<FileCheck, { ok: false }>['fault'], string>
}

const none: readonly Upload[] = []

/** The contact sheet one can drop files on: what is being sent stands first, then `children`, the photos already here. */
export function UploadDesk({ locale, words, heading, children }: { locale: Locale; words: UploadWords; heading: ReactNode; children: ReactNode }) {
  const [uploads] = useState(() => createUploads(locale))
  const list = useSyncExternalStore(uploads.subscribe, uploads.list, () => none)
  const [over, setOver] = useState(false)
  const picker = useRef<HTMLInputElement>(null)
  const unfinished = list.some(({ stage }) => stage === 'checking' || stage === 'waiting' || stage === 'sending' || stage === 'retrying')
  const now = useNow(list.some(({ stage }) => stage === 'retrying'))
  useWarning(unfinished)

  const take = (files: FileList | null | undefined) => {
    if (files?.length) uploads.add(files)
  }
  useEffect(() => {
    if (picker.current?.files?.length) uploads.add(picker.current.files)
  }, [uploads])
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping files is a short cut; the picker below does the same by keyboard.
    <section
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={onDrop}
      className={`min-h-[70vh] ${over ? 'outline-3 outline-offset-8 outline-indigo' : ''}`}
    >
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        {heading}
        <div className="flex w-full flex-wrap items-end gap-x-6 gap-y-4 lg:w-auto">
          <Overall list={list} words={words} locale={locale} onRetryAll={() => uploads.retryAll()} />
          {/* A label and not a button: it opens the picker before the script is there, and what was chosen then is taken up. */}
          <input
            ref={picker}
            id="photos"
            type="file"
            multiple
            accept="image/jpeg,image/png,.jpg,.jpeg,.png"
            className="peer sr-only"
            onChange={(event) => {
              take(event.target.files)
              event.target.value = '' // So that the same file can be chosen again.
            }}
          />
          <label
            htmlFor="photos"
            className={buttonClass(
              'primary',
              'lg',
              'w-full peer-focus-visible:outline-3 peer-focus-visible:outline-offset-3 peer-focus-visible:outline-indigo sm:w-auto',
            )}
          >
            <Icon name="plus" />
            <span>{words.add}</span>
          </label>
        </div>
      </div>
      {over && <p className="mt-4 text-indigo">{words.drop}</p>}
      <ul className="contact-sheet mt-5">
        {list.map((upload) => (
          <UploadTile
            key={upload.key}
            upload={upload}
            now={now}
            words={words}
            locale={locale}
            editHref={(photoId) => path(locale, `/studio/photos/${photoId}`)}
            onRetry={() => uploads.retry(upload.key)}
            onRemove={() => uploads.remove(upload.key)}
          />
        ))}
        {children}
      </ul>
    </section>
  )
}

function Overall({ list, words, locale, onRetryAll }: { list: readonly Upload[]; words: UploadWords; locale: string; onRetryAll: () => void }) {
  const counted = list.filter(({ stage }) => stage !== 'refused')
  const began = useRef<{ at: number; bytes: number } | null>(null)
  if (counted.length === 0) return null
  const total = counted.reduce((sum, { file }) => sum + file.size, 0)
  const sent = counted.reduce((sum, { sentBytes }) => sum + sentBytes, 0)
  const done = counted.filter(({ stage }) => stage === 'preparing' || stage === 'ready' || stage === 'failed').length
  const lost = counted.filter(({ stage }) => stage === 'lost').length
  const number = (bytes: number) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }).format(bytes / 1024 / 1024)
  const sentence = done === counted.length ? words.overallDone : done < 2 ? words.overallOne : words.overallMany
  return (
    <div className="w-full min-w-0 sm:w-[430px]">
      <div className="mb-2.5 flex flex-wrap justify-between gap-x-4">
        <p className="font-semibold" role="status">
          {fill(sentence, { done, total: counted.length })}
        </p>
        <p className="text-muted tabular-nums">{fill(words.overallSize, { sent: number(sent), size: number(total) }) + remaining(began, sent, total, words)}</p>
      </div>
      <progress className="overall-bar" value={sent} max={total} aria-label={fill(sentence, { done, total: counted.length })} />
      {lost > 0 && (
        <button
          type="button"
          onClick={onRetryAll}
          className="mt-2 inline-flex min-h-11 items-center gap-2 font-semibold text-indigo underline underline-offset-4"
        >
          <Icon name="refresh-cw" size={18} />
          <span>{words.retryAll}</span>
        </button>
      )}
    </div>
  )
}

/** `, environ 3 min`, once there is enough to go by and a minute or more to wait. */
function remaining(began: { current: { at: number; bytes: number } | null }, sent: number, total: number, words: UploadWords) {
  if (sent >= total) {
    began.current = null
    return ''
  }
  began.current ??= { at: Date.now(), bytes: sent }
  const seconds = (Date.now() - began.current.at) / 1000
  const speed = (sent - began.current.bytes) / seconds
  if (seconds < 3 || speed <= 0) return ''
  const minutes = Math.ceil((total - sent) / speed / 60)
  return minutes > 1 ? fill(words.minutes, { minutes }) : ''
}

/** The time, kept up each second while somebody counts down. */
function useNow(running: boolean) {
  const [now, setNow] = useState(0)
  useEffect(() => {
    if (!running) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [running])
  return now
}

/** The browser asks before a page with files on their way is left. */
function useWarning(unfinished: boolean) {
  useEffect(() => {
    if (!unfinished) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [unfinished])
}
