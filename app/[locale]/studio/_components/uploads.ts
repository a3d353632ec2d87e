import { checkFile, type FileCheck } from './check-file'
import { putFile, SendFailed, type Signed, sendFile } from './send-file'
import { shrink } from './shrink'

/** A photo as the studio's small route tells it. `sentence` says what is wrong with a failed one. */
export type SeenPhoto = {
  id: string
  status: string
  title: string
  picture: string | null
  widthPx: number | null
  heightPx: number | null
  sentence: string | null
}

type Fault = Extract<FileCheck, { ok: false }>

export type Upload = {
  key: string
  file: File
  type: 'image/jpeg' | 'image/png'
  widthPx: number
  heightPx: number
  blur: string | null
  stage: 'checking' | 'refused' | 'waiting' | 'sending' | 'retrying' | 'lost' | 'preparing' | 'ready' | 'failed'
  sentBytes: number
  retryAt: number | null // Milliseconds since 1970.
  fault: Fault | null
  sentence: string | null // The server's own words, when it refused.
  photoId: string | null
  photo: SeenPhoto | null
}

const AT_ONCE = 3
const settled = new Set(['ready', 'failed', 'submitted', 'published', 'rejected'])

/** The server understood and said no; its sentence is for the reader. */
class Refused extends Error {}

/** What is being sent from this page, in the order it was chosen. Nothing leaves the list unless somebody removes it. */
export function createUploads(locale: string) {
  let uploads: readonly Upload[] = []
  let checking: Promise<void> = Promise.resolve()
  const listeners = new Set<() => void>()
  const cancels = new Map<string, AbortController>()

  const change = (key: string, values: Partial<Upload>) => {
    uploads = uploads.map((upload) => (upload.key === key ? { ...upload, ...values } : upload))
    for (const listener of listeners) listener()
  }

  const add = (files: Iterable<File>) => {
    const known = new Set(uploads.map((upload) => upload.key))
    const added = [...files].map(newUpload).filter((upload) => !known.has(upload.key))
    uploads = [...uploads, ...added]
    for (const listener of listeners) listener()
    for (const upload of added) checking = checking.then(() => check(upload)) // One at a time: decoding a picture takes memory.
  }

  const check = async ({ key, file }: Upload) => {
    const seen = await checkFile(file)
    if (!seen.ok) return change(key, { stage: 'refused', fault: seen, widthPx: seen.widthPx ?? 3, heightPx: seen.heightPx ?? 2 })
    change(key, { type: seen.type, widthPx: seen.widthPx, heightPx: seen.heightPx, stage: 'waiting' })
    pump()
    const small = await shrink(file)
    if (small) change(key, small)
  }

  const pump = () => {
    const busy = uploads.filter((upload) => upload.stage === 'sending' || upload.stage === 'retrying').length
    for (const upload of uploads.filter(({ stage }) => stage === 'waiting').slice(0, Math.max(0, AT_ONCE - busy))) void send(upload)
  }

  const send = async ({ key, file, type, photoId }: Upload) => {
    const cancel = new AbortController()
    cancels.set(key, cancel)
    change(key, { stage: 'sending', sentBytes: 0, sentence: null })
    try {
      const id = await sendFile(
        {
          sign: (known) => sign(file, type, known, cancel.signal),
          put: (signed) => {
            change(key, { stage: 'sending', sentBytes: 0, retryAt: null, photoId: signed.photoId })
            return putFile(file, signed, (sentBytes) => change(key, { sentBytes }), cancel.signal)
          },
          wait: (seconds) => {
            change(key, { stage: 'retrying', retryAt: Date.now() + seconds * 1000 })
            return pause(seconds, cancel.signal)
          },
        },
        photoId,
      )
      change(key, { stage: 'preparing', sentBytes: file.size, retryAt: null })
      pump()
      await untilTaken(id, cancel.signal)
      await follow(key, id, cancel.signal)
    } catch (error) {
      if (cancel.signal.aborted) return
      if (error instanceof Refused) change(key, { stage: 'lost', sentence: error.message, retryAt: null })
      else if (error instanceof SendFailed) change(key, { stage: 'lost', photoId: error.photoId, retryAt: null })
      else throw error
    } finally {
      cancels.delete(key)
      pump()
    }
  }

  const sign = (file: File, mimeType: Upload['type'], photoId: string | null, signal: AbortSignal) =>
    ask<Signed>('/api/studio/uploads', locale, signal, { ...(photoId && { photoId }), fileName: file.name, sizeBytes: file.size, mimeType })

  /** The server is told the bytes are there, again and again until it answers. */
  const untilTaken = async (id: string, signal: AbortSignal) => {
    for (let tries = 1; ; tries++) {
      try {
        return await ask(`/api/studio/uploads/${id}/complete`, locale, signal, {})
      } catch (error) {
        if (!(error instanceof TypeError) || tries >= 20) throw error instanceof TypeError ? new SendFailed(id) : error
        await pause(Math.min(tries, 10), signal)
      }
    }
  }

  /** The tile follows the photo until its previews are made or it has failed. */
  const follow = async (key: string, id: string, signal: AbortSignal) => {
    for (let looks = 1; !signal.aborted; looks++) {
      await pause(Math.min(1 + looks / 4, 8), signal)
      const photo = await look(id, signal)
      if (!photo) continue
      change(key, { photo })
      if (settled.has(photo.status)) return change(key, { stage: photo.status === 'failed' ? 'failed' : 'ready' })
    }
  }

  const look = async (id: string, signal: AbortSignal): Promise<SeenPhoto | null> => {
    try {
      return await ask<SeenPhoto>(`/api/studio/photos/${id}`, locale, signal)
    } catch (error) {
      if (error instanceof TypeError) return null // No network for a moment: the next look will tell.
      throw error
    }
  }

  const retry = (key: string) => {
    change(key, { stage: 'waiting' })
    pump()
  }

  return {
    add,
    retry,
    retryAll: () => {
      for (const { key, stage } of uploads) if (stage === 'lost') retry(key)
    },
    remove: (key: string) => {
      cancels.get(key)?.abort()
      uploads = uploads.filter((upload) => upload.key !== key)
      for (const listener of listeners) listener()
      pump()
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    list: () => uploads,
  }
}

const newUpload = (file: File): Upload => ({
  key: `${file.name}:${file.size}:${file.lastModified}`,
  file,
  type: 'image/jpeg',
  widthPx: 3,
  heightPx: 2,
  blur: null,
  stage: 'checking',
  sentBytes: 0,
  retryAt: null,
  fault: null,
  sentence: null,
  photoId: null,
  photo: null,
})

/** Resolves after the seconds, or as soon as the connection is back or the upload is dropped. */
const pause = (seconds: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer)
      removeEventListener('online', done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, seconds * 1000)
    addEventListener('online', done)
    signal.addEventListener('abort', done)
  })

/** JSON from our own routes. Throws Refused with the server's sentence, or TypeError when it is worth another try. */
async function ask<T>(url: string, locale: string, signal: AbortSignal, body?: object): Promise<T> {
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: { 'accept-language': locale, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    signal,
  })
  if (response.status >= 500) throw new TypeError(`the server answered ${response.status}`)
  const answer = (await response.json()) as T & { detail?: string; title?: string }
  if (!response.ok) throw new Refused(answer.detail ?? answer.title ?? String(response.status))
  return answer
}
