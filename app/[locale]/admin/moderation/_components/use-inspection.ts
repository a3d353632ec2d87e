import { useEffect, useState } from 'react'
import type { Locale } from '@/lib/actor'
import { answerWords } from './answer-words'
import type { Tiling } from './tiles'

const ASK_AGAIN_MS = 600

export type Inspection = { state: 'cutting' } | ({ state: 'ready' } & Tiling) | { state: 'failed'; words: string }

/** The original's tiles: asked for when the photo is first looked at closely, then again until they are cut. */
export function useInspection(photoId: string, locale: Locale, lost: string): Inspection {
  const [seen, setSeen] = useState<{ photoId: string; inspection: Inspection }>({ photoId, inspection: { state: 'cutting' } })
  useEffect(() => {
    const leaving = new AbortController()
    let timer: ReturnType<typeof setTimeout>
    const ask = async () => {
      const inspection = await askFor(photoId, locale, lost, leaving.signal)
      if (leaving.signal.aborted) return
      setSeen({ photoId, inspection })
      if (inspection.state === 'cutting') timer = setTimeout(ask, ASK_AGAIN_MS)
    }
    void ask()
    return () => {
      leaving.abort()
      clearTimeout(timer)
    }
  }, [photoId, locale, lost])
  return seen.photoId === photoId ? seen.inspection : { state: 'cutting' }
}

async function askFor(photoId: string, locale: Locale, lost: string, signal: AbortSignal): Promise<Inspection> {
  try {
    const answer = await fetch(`/api/desk/photos/${photoId}/inspection`, { method: 'POST', headers: { 'accept-language': locale }, signal })
    if (answer.ok) return (await answer.json()) as Inspection
    return { state: 'failed', words: await answerWords(answer, lost) }
  } catch (error) {
    if (signal.aborted) return { state: 'cutting' }
    if (!(error instanceof TypeError)) throw error // What fetch throws when the line is lost.
    return { state: 'failed', words: lost }
  }
}
