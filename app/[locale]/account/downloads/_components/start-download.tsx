'use client'

import { useEffect } from 'react'

/** The file starts to come down, and the page stays. (A meta refresh put in by a client navigation is not obeyed; without script the page's own is.) */
export function StartDownload({ href }: { href: string }) {
  useEffect(() => {
    location.assign(href)
  }, [href])
  return null
}
