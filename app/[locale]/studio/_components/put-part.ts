import { Again } from './ask-server'

const STALL_MS = 30_000

/** The bytes are stored at the signed address. Throws Again when they are not: no line, 30 s without progress, an address that ran out. */
export function putPart(url: string, bytes: ArrayBuffer, onProgress: (sentBytes: number) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest() // fetch does not say how much of a body has left.
    let stall: ReturnType<typeof setTimeout>
    const watch = () => {
      clearTimeout(stall)
      stall = setTimeout(() => request.abort(), STALL_MS)
    }
    const stop = () => request.abort()
    signal.addEventListener('abort', stop)
    request.upload.onprogress = (event) => {
      watch()
      onProgress(event.loaded)
    }
    request.onloadend = () => {
      clearTimeout(stall)
      signal.removeEventListener('abort', stop)
      if (request.status >= 200 && request.status < 300) resolve()
      else reject(signal.aborted ? signal.reason : new Again(`the store answered ${request.status}`))
    }
    request.open('PUT', url)
    watch()
    request.send(bytes)
  })
}
