import { useEffect, useState } from 'react'
import type { Suggestion } from '@/lib/catalog/suggest-tags'

const PAUSE_MS = 150
const CHOSEN_MAX = 50 // What a photo may have: of a longer list, pasted whole, the rest does not count.

/** Words to go on with, a moment after the typing pauses. None without a connection: the field works without them. */
export function useSuggestions(typed: string, chosen: string[], isWanted: boolean): Suggestion[] {
  const [found, setFound] = useState<Suggestion[]>([])
  const asked = isWanted ? `/api/studio/tags?${new URLSearchParams([['prefix', typed], ...chosen.slice(0, CHOSEN_MAX).map((word) => ['chosen', word])])}` : null
  useEffect(() => {
    if (!asked) return
    const stop = new AbortController()
    const pause = setTimeout(async () => setFound(await ask(asked, stop.signal)), PAUSE_MS)
    return () => {
      clearTimeout(pause)
      stop.abort()
    }
  }, [asked])
  return found
}

async function ask(address: string, signal: AbortSignal): Promise<Suggestion[]> {
  try {
    const answer = await fetch(address, { signal })
    return answer.ok ? ((await answer.json()) as { suggestions: Suggestion[] }).suggestions : []
  } catch (error) {
    if (error instanceof TypeError || (error instanceof DOMException && error.name === 'AbortError')) return [] // No network, or typed on.
    throw error
  }
}
