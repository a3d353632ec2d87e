'use client'

import { useRouter } from 'next/navigation'
import { type DragEvent, type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { buttonClass } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import type { Locale } from '@/lib/actor'
import type { Unfinished } from '@/lib/photos/unfinished-uploads'
import { path } from '@/lib/web/path'
import { type Chosen, choose, filesOfDrop } from './dropped-files'
import { fill } from './fill'
import { UnfinishedTile } from './unfinished-tile'
import { UploadProgress } from './upload-progress'
import { UploadTile } from './upload-tile'
import './upload.css'
import { isSent, isUnfinished, type Upload } from './upload'
import type { UploadWords } from './upload-words'
import { createUploads } from './uploads'

type Props = {
  locale: Locale
  words: UploadWords
  heading: ReactNode
  /** Uploads of earlier visits, from the server. */
  unfinished?: readonly Unfinished[]
  /** Ids of the photos in `children`: a finished upload among them has its place there. */
  shown?: readonly string[]
  /** What stands between the head and the sheet. */
  tools?: ReactNode
  children: ReactNode
}

const none: readonly Upload[] = []

/** The contact sheet one can drop files on: what is being sent stands first, then `children`, the photos already here. */
export function UploadDesk({ locale, words, heading, unfinished = [], shown = [], tools, children }: Props) {
  const [uploads] = useState(() => createUploads(locale))
  const all = useSyncExternalStore(uploads.subscribe, uploads.list, () => none)
  const hasPlace = ({ stage, photoId }: Upload) => isSent(stage) && photoId !== null && shown.includes(photoId)
  const list = all.filter((upload) => !hasPlace(upload))
  const [over, setOver] = useState(false)
  const [left, setLeft] = useState<Chosen | null>(null)
  const [forgotten, setForgotten] = useState<readonly string[]>([])
  const isBusy = list.some(({ stage }) => isUnfinished(stage))
  const now = useNow(isBusy)
  useWarning(isBusy)
  useFreshSheet(all.filter(({ stage }) => stage === 'ready' || stage === 'failed').length, isBusy)

  const take = (chosen: Chosen) => {
    setLeft(chosen)
    uploads.add(chosen.files)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void filesOfDrop(event.dataTransfer).then(take)
  }
  const known = new Set(all.flatMap(({ photoId, fingerprint }) => [photoId, fingerprint]))
  // While a file is still being looked at only its name and size are known: without them it would stand here twice.
  const looked = new Set(all.flatMap(({ stage, file }) => (stage === 'checking' ? [`${file.name}:${file.size}`] : [])))
  const waiting = unfinished.filter(
    ({ photoId, fingerprint, fileName, sizeBytes }) =>
      !known.has(photoId) && !known.has(fingerprint) && !looked.has(`${fileName}:${sizeBytes}`) && !forgotten.includes(photoId),
  )
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
      className={`min-h-[70vh] rounded-control ${over ? 'outline-3 outline-dashed outline-offset-8 outline-indigo' : ''}`}
    >
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        {heading}
        <div className="flex w-full flex-wrap items-end gap-x-6 gap-y-3 lg:w-auto">
          <UploadProgress list={list.length ? all : none} uploads={uploads} words={words} locale={locale} />
          <Pickers words={words} take={take} />
        </div>
      </div>
      <Notice over={over} left={left} words={words} />
      {tools}
      <ul className="contact-sheet mt-5">
        {list.map((upload) => (
          <UploadTile
            key={upload.key}
            upload={upload}
            uploads={uploads}
            now={upload.stage === 'retrying' ? now : 0}
            words={words}
            locale={locale}
            editHref={upload.photoId && path(locale, `/studio/photos/${upload.photoId}`)}
          />
        ))}
        {waiting.map((one) => (
          <UnfinishedTile
            key={one.photoId}
            unfinished={one}
            words={words}
            locale={locale}
            onForget={() => {
              setForgotten([...forgotten, one.photoId])
              void uploads.drop(one.photoId)
            }}
          />
        ))}
        {children}
      </ul>
    </section>
  )
}

/** Labels and not buttons: they open the picker before the script is there, and what was chosen then is taken up. */
function Pickers({ words, take }: { words: UploadWords; take: (chosen: Chosen) => void }) {
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const first = useRef(take)
  useEffect(() => {
    folder.current?.setAttribute('webkitdirectory', '') // React knows no such attribute.
    if (files.current?.files?.length) first.current(choose([...files.current.files]))
  }, [])
  const ring = 'peer-focus-visible:outline-3 peer-focus-visible:outline-offset-3 peer-focus-visible:outline-indigo'
  return (
    <div className="flex w-full flex-wrap gap-3 sm:w-auto">
      <div className="hidden mouse:block">
        <input
          ref={folder}
          id="folder"
          type="file"
          className="peer sr-only"
          onChange={(event) => {
            take(choose([], [...(event.target.files ?? [])]))
            event.target.value = ''
          }}
        />
        <label htmlFor="folder" className={buttonClass('quiet', 'lg', `px-4 ${ring}`)}>
          <Icon name="folder-plus" />
          <span>{words.addFolder}</span>
        </label>
      </div>
      <div className="w-full sm:w-auto">
        <input
          ref={files}
          id="photos"
          type="file"
          multiple
          accept="image/jpeg,image/png,.jpg,.jpeg,.png"
          className="peer sr-only"
          onChange={(event) => {
            take(choose([...(event.target.files ?? [])]))
            event.target.value = '' // So that the same file can be chosen again.
          }}
        />
        <label htmlFor="photos" className={buttonClass('primary', 'lg', `w-full sm:w-auto ${ring}`)}>
          <Icon name="plus" />
          <span>{words.add}</span>
        </label>
      </div>
    </div>
  )
}

function Notice({ over, left, words }: { over: boolean; left: Chosen | null; words: UploadWords }) {
  const sentences = [
    ...(over ? [words.drop] : []),
    ...(left?.others ? [fill(left.others === 1 ? words.othersOne : words.othersMany, { count: left.others })] : []),
    ...(left?.tooMany ? [fill(words.tooMany, { count: left.tooMany })] : []),
  ]
  return (
    <div role="status" className={over ? 'mt-4 text-indigo' : 'mt-4 text-muted empty:hidden'}>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  )
}

const FRESH_EVERY_MS = 15_000

/** Photos that are ready take their place in the sheet: soon when nothing else is on its way, else now and then. */
function useFreshSheet(readyCount: number, isBusy: boolean) {
  const router = useRouter()
  const due = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    if (readyCount === 0) return
    if (!isBusy) clearTimeout(due.current)
    else if (due.current) return
    due.current = setTimeout(
      () => {
        due.current = undefined
        router.refresh()
      },
      isBusy ? FRESH_EVERY_MS : 500,
    )
  }, [readyCount, isBusy, router])
}

/** The time, kept up each second while something is on its way. */
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
function useWarning(isBusy: boolean) {
  useEffect(() => {
    if (!isBusy) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isBusy])
}
