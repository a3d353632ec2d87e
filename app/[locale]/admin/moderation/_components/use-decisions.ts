import { useState } from 'react'
import type { Locale } from '@/lib/actor'
import { answerWords } from './answer-words'
import type { Box } from './box'
import type { DeskWords } from './desk-words'
import type { DeskItem, Done } from './filmstrip'

/** What a reviewer has noted about a photo so far. It stays with the photo while one looks at others. */
export type Draft = { reasons: readonly string[]; box: Box | null; note: string }
export const emptyDraft: Draft = { reasons: [], box: null, note: '' }

export type Decision = 'publish' | 'reject'
/** A decision the server did not take: which photo, and its words. */
export type Undone = { item: DeskItem; words: string }

type Made = { item: DeskItem; done: Done; isKept: boolean }

/**
 * Decisions made in this window. A photo counts as decided from the key press; the answer comes later, and when it is no the photo is back in the queue with its reasons.
 * `queue` is the server's list as it was last heard.
 */
export function useDecisions(queue: readonly DeskItem[], locale: Locale, words: Pick<DeskWords, 'lost'>) {
  const [made, setMade] = useState<readonly Made[]>([])
  const [undone, setUndone] = useState<Undone | null>(null)
  const [heard, setHeard] = useState(queue)
  if (heard !== queue) {
    // Kept and gone from the server's list: should the photo come back, it is a new case.
    setHeard(queue)
    const waiting = new Set(queue.map(({ id }) => id))
    setMade(made.map((one) => (one.isKept && !waiting.has(one.item.id) ? { ...one, item: { ...one.item, id: '' } } : one)))
  }
  const decided = new Set(made.map(({ item }) => item.id))

  const decide = async (item: DeskItem, decision: Decision, draft: Draft) => {
    const published = decision === 'publish'
    const done = { ...item, published, reasonCount: published ? 0 : draft.reasons.length }
    setUndone(null)
    setMade((before) => [...before, { item, done, isKept: false }])
    const refusal = await post(item.id, published ? { decision } : { decision, ...draft }, locale, words.lost)
    if (refusal === null) return setMade((before) => before.map((one) => (one.item.id === item.id ? { ...one, isKept: true } : one)))
    setMade((before) => before.filter((one) => one.item.id !== item.id))
    setUndone({ item, words: refusal })
  }
  return { waiting: queue.filter(({ id }) => !decided.has(id)), done: made.map(({ done }) => done), undone, decide }
}

/** Null once the server has taken the decision, else why not, in words. It is sent even when the window closes meanwhile. */
async function post(photoId: string, body: { decision: Decision } & Partial<Draft>, locale: Locale, lost: string): Promise<string | null> {
  try {
    const answer = await fetch(`/api/desk/photos/${photoId}/decision`, {
      method: 'POST',
      keepalive: true,
      headers: { 'content-type': 'application/json', 'accept-language': locale },
      body: JSON.stringify(body),
    })
    return answer.ok ? null : await answerWords(answer, lost)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error // What fetch throws when the line is lost.
    return lost
  }
}
