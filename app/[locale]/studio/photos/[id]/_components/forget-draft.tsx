'use client'

import { useEffect } from 'react'
import { dropDraft } from './draft'

/** The photo can no longer be changed: words kept for it on this device are dropped, so that none comes back later over newer ones. */
export function ForgetDraft({ photoId }: { photoId: string }) {
  useEffect(() => dropDraft(photoId), [photoId])
  return null
}
