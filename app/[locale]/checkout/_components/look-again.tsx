'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Asks the server again every few seconds, quietly. Without JavaScript the page reloads itself. */
export function LookAgain({ everySeconds }: { everySeconds: number }) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh()
    }, everySeconds * 1000)
    return () => clearInterval(timer)
  }, [router, everySeconds])
  return (
    <noscript>
      <meta httpEquiv="refresh" content={String(everySeconds + 4)} />
    </noscript>
  )
}
