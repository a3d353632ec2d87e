'use client'

import { type ReactNode, useState } from 'react'

/** Hands the page's address to the phone's own sharing, or copies it. Nothing to offer without script, so it is not shown then. */
export function Share({ title, words, icon, className }: { title: string; words: { share: string; copied: string }; icon: ReactNode; className: string }) {
  const [copied, setCopied] = useState(false)
  async function share() {
    const url = location.href.split('#')[0] ?? location.href
    if (navigator.share) {
      await navigator.share({ title, url }).catch((error: unknown) => {
        if (!(error instanceof DOMException && error.name === 'AbortError')) throw error // Closing the sheet is no fault.
      })
      return
    }
    await navigator.clipboard.writeText(url)
    setCopied(true)
  }
  return (
    <button type="button" onClick={share} className={`unscripted:hidden ${className}`}>
      {icon}
      <span aria-live="polite">{copied ? words.copied : words.share}</span>
    </button>
  )
}
