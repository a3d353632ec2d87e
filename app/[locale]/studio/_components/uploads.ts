import { Again, askServer, Refused } from './ask-server'
import { checkFile } from './check-file'
import { fingerprintOf, hash } from './fingerprint'
import { makeLanes } from './lanes'
import { putPart } from './put-part'
import { type Part, type Started, sendFile } from './send-file'
import { shrink } from './shrink'
import { makeSpeed } from './speed'
import { isOnItsWay, isUnfinished, newUpload, type SeenPhoto, type Upload } from './upload'

export type Uploads = ReturnType<typeof createUploads>

const PARTS_AT_ONCE = 3
const FILES_AT_ONCE = 3 // While one is begun or completed, the parts of the next keep the line busy.
const FOLLOWED_AT_ONCE = 4
const SHOW_EVERY_MS = 200
const settled = new Set(['ready', 'failed', 'submitted', 'published', 'rejected'])

/** What is being sent from this page, in the order it was chosen. Nothing leaves the list unless somebody removes it. */
export function createUploads(locale: string) {
  let uploads: readonly Upload[] = []
  let checking: Promise<void> = Promise.resolve()
  let showing: ReturnType<typeof setTimeout> | null = null
  const listeners = new Set<() => void>()
  const stops = new Map<string, AbortController>()
  const nudges = new Set<() => void>()
  const held = new Set<string>() // Paused while they were still being looked at.
  const inLane = makeLanes(PARTS_AT_ONCE)
  const inFollowed = makeLanes(FOLLOWED_AT_ONCE)
  const speed = makeSpeed()

  const show = () => {
    if (showing) clearTimeout(showing)
    showing = null
    for (const listener of listeners) listener()
  }
  const find = (key: string) => uploads.find((upload) => upload.key === key)
  const keep = (key: string, values: Partial<Upload>) => {
    uploads = uploads.map((upload) => (upload.key === key ? { ...upload, ...values } : upload))
  }
  const change = (key: string, values: Partial<Upload>) => {
    keep(key, values)
    show()
  }

  const add = (files: File[]) => {
    const known = new Set(uploads.map((upload) => upload.key))
    const added = files.map(newUpload).filter((upload) => !known.has(upload.key) && known.add(upload.key))
    uploads = [...uploads, ...added]
    show()
    for (const { key } of added) checking = checking.then(() => check(key)) // One at a time: hashing and decoding a picture take memory.
  }

  const check = async (key: string) => {
    const upload = find(key)
    if (!upload) return
    try {
      const { file } = upload
      const seen = await checkFile(file)
      if (!seen.ok) return await refuse(key, seen, file, seen.widthPx, seen.heightPx)
      const [fingerprint, sha256] = [await fingerprintOf(file), await hash(file)]
      const { type, widthPx, heightPx } = seen
      const twin = uploads.find((other) => other.sha256 === sha256)
      if (twin) return await refuse(key, { fault: 'twin', values: { name: twin.file.name } }, file, widthPx, heightPx)
      change(key, { type, widthPx, heightPx, fingerprint, sha256, stage: held.delete(key) ? 'paused' : 'waiting' })
      pump()
      const small = await shrink(file, widthPx * heightPx)
      if (small) change(key, small)
    } catch (error) {
      change(key, { stage: 'refused', fault: { fault: 'unreadable', values: {} } })
      if (!(error instanceof DOMException)) throw error // The card was pulled, the file moved.
    }
  }

  const refuse = async (key: string, fault: Upload['fault'], file: File, widthPx = 3, heightPx = 2) => {
    change(key, { stage: 'refused', fault, widthPx, heightPx })
    const small = widthPx > 3 ? await shrink(file, widthPx * heightPx) : null // Shown pale, so that one sees which it is.
    if (small) change(key, small)
  }

  const pump = () => {
    const busy = uploads.filter(({ stage }) => isOnItsWay(stage)).length
    for (const { key } of uploads.filter(({ stage }) => stage === 'waiting').slice(0, Math.max(0, FILES_AT_ONCE - busy))) void send(key)
  }

  const send = async (key: string) => {
    const upload = find(key)
    if (!upload) return
    const stop = new AbortController()
    stops.set(key, stop)
    change(key, { stage: 'sending', sentence: null, retryAt: null })
    try {
      const photoId = await sendFile(upload.file.size, stepsOf(upload, stop.signal), stop.signal)
      change(key, { stage: 'preparing', sentBytes: upload.file.size, storedBytes: upload.file.size, retryAt: null })
      pump()
      await inFollowed(() => follow(key, photoId, stop.signal))
    } catch (error) {
      if (stop.signal.aborted) return // Paused or removed: said already.
      if (error instanceof Refused) change(key, { stage: error.status === 409 || error.status === 400 ? 'refused' : 'stopped', sentence: error.message })
      else change(key, { stage: 'stopped', fault: { fault: 'unreadable', values: {} } })
      if (!(error instanceof Refused || error instanceof DOMException)) throw error
    } finally {
      if (stops.get(key) === stop) stops.delete(key)
      pump()
    }
  }

  function stepsOf({ key, file, type, fingerprint, sha256 }: Upload, signal: AbortSignal) {
    const under = new Map<number, number>() // Bytes of each part that have left.
    let stored = 0
    const progress = (number: number, bytes: number | null) => {
      speed.add(Math.max(0, (bytes ?? 0) - (under.get(number) ?? 0)))
      if (bytes === null) under.delete(number)
      else under.set(number, bytes)
      if (signal.aborted) return
      keep(key, { storedBytes: stored, sentBytes: stored + [...under.values()].reduce((sum, one) => sum + one, 0) })
      showing ??= setTimeout(show, SHOW_EVERY_MS)
    }
    return {
      // Not cut by the signal: an answer that is dropped would leave a draft nobody knows.
      start: () =>
        askServer<Started>('POST', '/api/studio/uploads', locale, { fileName: file.name, sizeBytes: file.size, mimeType: type, fingerprint, sha256 }),
      begun: ({ photoId, parts }: Started) => {
        if (!find(key)) return void drop(photoId) // Removed meanwhile.
        stored = parts.reduce((sum, part) => sum + part.sizeBytes, 0)
        keep(key, { photoId, storedBytes: stored })
        if (!signal.aborted) change(key, { stage: 'sending', retryAt: null, sentBytes: stored })
      },
      sign: async (photoId: string, numbers: number[]) => {
        const path = `/api/studio/uploads/${photoId}/parts`
        return (await askServer<{ parts: { number: number; url: string }[] }>('POST', path, locale, { numbers }, signal)).parts
      },
      put: async (url: string, { number, sizeBytes }: Part, fromByte: number) => {
        const bytes = await file.slice(fromByte, fromByte + sizeBytes).arrayBuffer() // Throws when the file is gone, which a request would call a lost line.
        try {
          await putPart(url, bytes, (sent) => progress(number, sent), signal)
          stored += sizeBytes
        } finally {
          progress(number, null)
        }
      },
      complete: (photoId: string) => askServer('POST', `/api/studio/uploads/${photoId}/complete`, locale, {}, signal),
      wait: async (seconds: number) => {
        change(key, { stage: 'retrying', retryAt: navigator.onLine ? Date.now() + seconds * 1000 : null })
        await pause(seconds, signal)
        if (!signal.aborted) change(key, { stage: 'sending', retryAt: null })
      },
      inLane,
    }
  }

  /** Resolves after the seconds; without a line, once it is back; at once when somebody asks for it or the upload is stopped. */
  const pause = (seconds: number, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer)
        removeEventListener('online', done)
        signal.removeEventListener('abort', done)
        nudges.delete(done)
        resolve()
      }
      const timer = navigator.onLine ? setTimeout(done, seconds * 1000) : undefined
      addEventListener('online', done)
      signal.addEventListener('abort', done)
      nudges.add(done)
      if (signal.aborted) done()
    })

  /** The tile follows the photo until its previews are made or it has failed. */
  const follow = async (key: string, photoId: string, signal: AbortSignal) => {
    for (let looks = 1; !signal.aborted; looks++) {
      await pause(Math.min(1 + looks / 4, 8), signal)
      const photo = await look(photoId, signal)
      if (!photo) continue
      change(key, { photo })
      if (settled.has(photo.status)) return change(key, { stage: photo.status === 'failed' ? 'failed' : 'ready' })
    }
  }

  const look = async (photoId: string, signal: AbortSignal): Promise<SeenPhoto | null> => {
    try {
      return await askServer<SeenPhoto>('GET', `/api/studio/photos/${photoId}`, locale, undefined, signal)
    } catch (error) {
      if (error instanceof Again) return null // No line for a moment: the next look will tell.
      throw error
    }
  }

  /** The server frees what it has of an upload that is given up. Where it cannot be told, it does so by itself after a day. */
  const drop = async (photoId: string) => {
    const { signal } = new AbortController()
    for (let tries = 1; tries <= 5; tries++) {
      try {
        return await askServer<null>('DELETE', `/api/studio/uploads/${photoId}`, locale)
      } catch (error) {
        if (error instanceof Refused) return null // Completed or gone already.
        if (!(error instanceof Again)) throw error
        await pause(tries * 2, signal)
      }
    }
    return null
  }

  const stopSending = (key: string, reason: 'pause' | 'remove') => stops.get(key)?.abort(new DOMException(reason, 'AbortError'))
  const pauseOne = ({ key, stage, storedBytes }: Upload) => {
    if (stage === 'checking') held.add(key)
    if (stage !== 'waiting' && !isOnItsWay(stage)) return
    keep(key, { stage: 'paused', sentBytes: storedBytes, retryAt: null })
    stopSending(key, 'pause')
  }
  const removeOne = ({ key, stage, photoId }: Upload) => {
    uploads = uploads.filter((upload) => upload.key !== key)
    held.delete(key)
    stopSending(key, 'remove')
    if (photoId && isUnfinished(stage)) void drop(photoId)
  }
  const each = (which: (upload: Upload) => boolean, deed: (upload: Upload) => void) => {
    for (const upload of uploads.filter(which)) deed(upload)
    show()
    pump()
  }
  const goOn = ({ key }: Upload) => keep(key, { stage: 'waiting', sentence: null, fault: null })

  return {
    add,
    pause: (key: string) => each((upload) => upload.key === key, pauseOne),
    pauseAll: () => each(() => true, pauseOne),
    resume: (key: string) => each((upload) => upload.key === key, goOn),
    resumeAll: () => {
      held.clear()
      each(({ stage }) => stage === 'paused' || stage === 'stopped', goOn)
    },
    remove: (key: string) => each((upload) => upload.key === key, removeOne),
    cancelAll: () => each(({ stage }) => isUnfinished(stage), removeOne),
    /** Those that wait to try again do so now. */
    hurry: () => {
      for (const nudge of [...nudges]) nudge()
    },
    drop,
    bytesPerSecond: speed.now,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    list: () => uploads,
  }
}
