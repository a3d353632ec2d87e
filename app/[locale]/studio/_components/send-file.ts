/** Where and how a file is sent: an address that binds key, type and size. */
export type Signed = { photoId: string; url: string; headers: Record<string, string> }
export type Try = 'done' | 'again' | 'sign'

export type Sending = {
  /** Asks for an address; the same photo's once there is one. */
  sign: (photoId: string | null) => Promise<Signed>
  put: (signed: Signed) => Promise<Try>
  /** Called with the seconds to wait before the next try; resolves when they have passed or the connection is back. */
  wait: (seconds: number) => Promise<void>
}

export const MAX_TRIES = 6

/** Seconds before try `n` (from 1): 2, 4, 8, 16, 30. */
export const backOff = (n: number) => Math.min(2 ** n, 30)

/** The bytes are in storage, and the photo's id is returned. A lost connection is tried again, an address that has run out is asked for anew; throws SendFailed after six tries. */
export async function sendFile({ sign, put, wait }: Sending, photoId: string | null = null): Promise<string> {
  let signed: Signed | null = null
  for (let tries = 1; ; tries++) {
    const outcome = await once()
    if (outcome === 'done' && photoId) return photoId
    if (tries >= MAX_TRIES) throw new SendFailed(photoId)
    if (outcome === 'sign') signed = null
    else await wait(backOff(tries))
  }

  async function once(): Promise<Try> {
    try {
      signed ??= await sign(photoId)
      photoId = signed.photoId
      return await put(signed)
    } catch (error) {
      if (error instanceof TypeError) return 'again' // What fetch throws when there is no network.
      throw error
    }
  }
}

/** The file did not get through, for now; `photoId` is where the next try goes on. */
export class SendFailed extends Error {
  constructor(readonly photoId: string | null) {
    super('the file did not get through')
  }
}

const STALL_MS = 30_000

/** One PUT of the whole file. A stalled one is given up after 30 s without progress. */
export function putFile(file: File, signed: Signed, onProgress: (sentBytes: number) => void, signal: AbortSignal): Promise<Try> {
  return new Promise((resolve) => {
    const xhr = new XMLHttpRequest()
    let stall: ReturnType<typeof setTimeout>
    const watch = () => {
      clearTimeout(stall)
      stall = setTimeout(() => xhr.abort(), STALL_MS)
    }
    const end = () => {
      clearTimeout(stall)
      signal.removeEventListener('abort', stop)
      if (xhr.status >= 200 && xhr.status < 300) resolve('done')
      else resolve(xhr.status === 403 ? 'sign' : 'again')
    }
    const stop = () => xhr.abort()
    signal.addEventListener('abort', stop)
    xhr.upload.onprogress = (event) => {
      watch()
      onProgress(event.loaded)
    }
    xhr.onloadend = end
    xhr.open('PUT', signed.url)
    for (const [name, value] of Object.entries(signed.headers)) xhr.setRequestHeader(name, value)
    watch()
    xhr.send(file)
  })
}
