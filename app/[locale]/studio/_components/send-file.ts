import { partsOf } from '@/lib/photos/rules'
import { Again, Refused } from './ask-server'

export type Part = { number: number; sizeBytes: number }
export type Started = { photoId: string; partBytes: number; parts: Part[] }

export type Steps = {
  /** Begins the upload, or tells what is stored of it. */
  start: () => Promise<Started>
  /** Called with what `start` said. */
  begun: (started: Started) => void
  sign: (photoId: string, numbers: number[]) => Promise<{ number: number; url: string }[]>
  put: (url: string, part: Part, fromByte: number) => Promise<void>
  complete: (photoId: string) => Promise<unknown>
  /** Called with the seconds before the next try; resolves when they have passed or the line is back. */
  wait: (seconds: number) => Promise<void>
  /** Runs the work when there is room for one more request on the line. */
  inLane: (work: () => Promise<void>) => Promise<void>
}

/** Seconds before try `n` (from 1): about 2, 4, 8, 16, 30, never the same for all, so that not everybody comes back at once. */
export const backOff = (n: number, chance = Math.random()) => Math.min(2 ** n, 30) * (0.75 + chance / 4)

/**
 * The file is in the store as one object, and the photo's id is returned. Every call may fail and is tried again, for as long as it takes: each round asks
 * what is stored and sends what is missing, at fresh addresses. Throws Refused when the server says no, and what aborts `signal`.
 */
export async function sendFile(sizeBytes: number, steps: Steps, signal: AbortSignal): Promise<string> {
  let failures = 0
  let sent: string | null = null
  for (;;) {
    signal.throwIfAborted()
    try {
      sent ??= await sendMissing()
      await steps.complete(sent)
      return sent
    } catch (error) {
      signal.throwIfAborted()
      const isIncomplete = error instanceof Refused && error.status === 409 && sent !== null // The store lost a part: the next round finds out which.
      if (isIncomplete) sent = null
      else if (!(error instanceof Again)) throw error
      await steps.wait(backOff(++failures))
    }
  }

  async function sendMissing() {
    const started = await steps.start()
    steps.begun(started)
    signal.throwIfAborted()
    const { photoId, partBytes } = started
    const stored = new Set(started.parts.map((part) => `${part.number}:${part.sizeBytes}`))
    const missing = partsOf(sizeBytes, partBytes).filter((part) => !stored.has(`${part.number}:${part.sizeBytes}`))
    const urls = new Map(
      missing.length
        ? (
            await steps.sign(
              photoId,
              missing.map(({ number }) => number),
            )
          ).map(({ number, url }) => [number, url])
        : [],
    )
    const faults: unknown[] = []
    const send = async (part: Part) => {
      if (faults.length) return // What is on its way may arrive; nothing more is begun.
      try {
        await steps.put(urls.get(part.number) ?? '', part, (part.number - 1) * partBytes)
        failures = 0
      } catch (error) {
        faults.push(error)
      }
    }
    await Promise.all(missing.map((part) => steps.inLane(() => send(part))))
    if (faults.length) throw faults.find((fault) => !(fault instanceof Again)) ?? faults[0]
    return photoId
  }
}
