import type { FileCheck } from './check-file'

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

export type Fault = Extract<FileCheck, { ok: false }>['fault'] | 'unreadable' | 'twin'

export type Upload = {
  key: string
  file: File
  type: 'image/jpeg' | 'image/png'
  widthPx: number
  heightPx: number
  blur: string | null
  fingerprint: string | null
  sha256: string | null
  /** `refused` is for good; `stopped` may be tried again; `retrying` waits for `retryAt`, or for the line when that is null. */
  stage: 'checking' | 'refused' | 'waiting' | 'sending' | 'retrying' | 'paused' | 'stopped' | 'preparing' | 'ready' | 'failed'
  storedBytes: number
  sentBytes: number // Stored, and on their way.
  retryAt: number | null // Milliseconds since 1970.
  fault: { fault: Fault; values: Record<string, string | number> } | null
  sentence: string | null // The server's own words, when it refused.
  photoId: string | null
  photo: SeenPhoto | null
}

export const isOnItsWay = (stage: Upload['stage']) => stage === 'sending' || stage === 'retrying'

/** Whether all its bytes are with the server. */
export const isSent = (stage: Upload['stage']) => stage === 'preparing' || stage === 'ready' || stage === 'failed'

/** Whether there is still something to send. */
export const isUnfinished = (stage: Upload['stage']) =>
  stage === 'checking' || stage === 'waiting' || stage === 'paused' || stage === 'stopped' || isOnItsWay(stage)

/** A file that was just chosen, known by its name, size and date. */
export const newUpload = (file: File): Upload => ({
  key: `${file.name}:${file.size}:${file.lastModified}`,
  file,
  type: 'image/jpeg',
  widthPx: 3,
  heightPx: 2,
  blur: null,
  fingerprint: null,
  sha256: null,
  stage: 'checking',
  storedBytes: 0,
  sentBytes: 0,
  retryAt: null,
  fault: null,
  sentence: null,
  photoId: null,
  photo: null,
})
