import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import type { Box } from './box'
import type { Near } from './compare'
import type { DeskItem } from './filmstrip'

/** What the server tells of an open photo, and ahead of time of the next ones. */
export type Case = { facts: ReactNode; near: readonly Near[]; lines: readonly string[]; before: Before | null }
/** The box of the last refusal, and what it was for. */
export type Before = { box: Box; label: string }
export type Cases = Readonly<Record<string, Case>>

const REST_MS = 120 // Somebody walking along the queue does not open each photo on the way.
const HOLD_MS = 3 * 60_000 // A lock lasts ten minutes.
const WATCH_MS = 30_000

/**
 * Which photo is open; none while one `isAway` in the sheet. It changes at once; when one rests on it the page is fetched for its address, which locks it for this reviewer, brings the queue up to date
 * and tells the next photos ahead. While it is open and in sight the lock is held; it is let go when one leaves.
 */
export function useOpenPhoto(
  waiting: readonly DeskItem[],
  opened: { id: string | null; heldBy: string | null },
  cases: Cases,
  emptyHref: string,
  isAway: boolean,
) {
  const router = useRouter()
  const isOnline = useOnline()
  const [openId, setOpenId] = useState(opened.id)
  const [known, setKnown] = useState(cases)
  const [heard, setHeard] = useState(cases)
  if (heard !== cases) {
    setHeard(cases)
    setKnown({ ...known, ...cases })
  }
  const current = waiting.find(({ id }) => id === openId) ?? waiting.find(({ id }) => id === opened.id) ?? waiting[0] ?? null
  const index = current ? waiting.indexOf(current) : -1
  const heldBy = current && (current.id === opened.id ? opened.heldBy : current.heldBy)
  const currentId = current?.id ?? null
  const href = current?.href ?? emptyHref

  const open = (id: string) => {
    if (id === currentId) return
    if (currentId && currentId === opened.id && !heldBy) void letGo(currentId)
    setOpenId(id)
  }
  const step = (by: 1 | -1) => {
    const target = waiting[index + by]
    if (target) open(target.id)
  }
  /** Before the open photo leaves the queue: the one after it is open, else the one before. */
  const after = waiting[index + 1] ?? waiting[index - 1]
  const goOn = () => setOpenId(after?.id ?? null)

  useEffect(() => {
    if (isAway || !isOnline || currentId === opened.id) return
    const timer = setTimeout(() => router.replace(href, { scroll: false }), REST_MS)
    return () => clearTimeout(timer)
  }, [currentId, opened.id, href, isAway, isOnline, router])
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && navigator.onLine && router.refresh(), currentId && !heldBy ? HOLD_MS : WATCH_MS)
    return () => clearInterval(timer)
  }, [currentId, heldBy, router])
  useEffect(() => {
    const leave = () => {
      if (currentId && !heldBy) void letGo(currentId)
    }
    const back = (event: PageTransitionEvent) => event.persisted && router.refresh()
    addEventListener('beforeunload', leave) // Not pagehide, which comes after the next page is answered: a reload would give away the lock it has just taken.
    addEventListener('pageshow', back)
    return () => {
      removeEventListener('beforeunload', leave)
      removeEventListener('pageshow', back)
    }
  }, [currentId, heldBy, router])
  useEffect(() => {
    for (const near of [waiting[index + 1], waiting[index + 2], waiting[index - 1]]) if (near) new Image().src = near.preview
  }, [waiting, index])

  return {
    current,
    seen: current && known[current.id],
    heldBy,
    open,
    step,
    goOn,
    nextHref: after?.href ?? emptyHref,
    hasPrevious: index > 0,
    hasNext: index >= 0 && index < waiting.length - 1,
  }
}

/** Without a line the router would leave for the browser's own page of failure, and take the desk and what was marked on it along. */
const useOnline = () =>
  useSyncExternalStore(
    watchLine,
    () => navigator.onLine,
    () => true,
  )

function watchLine(tell: () => void) {
  addEventListener('online', tell)
  addEventListener('offline', tell)
  return () => {
    removeEventListener('online', tell)
    removeEventListener('offline', tell)
  }
}

/** Should the line be lost just then, the lock ends by itself. */
async function letGo(photoId: string) {
  try {
    await fetch(`/api/desk/photos/${photoId}/lock`, { method: 'DELETE', keepalive: true })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
  }
}
