'use client'

import { usePathname } from 'next/navigation'
import { useEffect, useState } from 'react'
import { buttonClass } from '@/components/ui/button'
import { failure as en } from '@/messages/en/common.json'
import { failure as fr } from '@/messages/fr/common.json'

/** Something threw that nobody expected: a plain page, what is safe, and the reference under which the server's log has it. */
export default function Failure({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const english = /^\/en(\/|$)/.test(usePathname())
  const words = english ? en : fr
  const [requestId, setRequestId] = useState<string>()
  useEffect(() => setRequestId(document.body.dataset.requestId), [])
  return (
    <main id="main" className="margins flex flex-col justify-center py-16">
      <h1 className="display-40">{words.title}</h1>
      <p className="mt-3 max-w-[36em]">{words.body}</p>
      <div className="mt-6 flex flex-wrap gap-3">
        <button type="button" onClick={retry} className={buttonClass()}>
          {words.retry}
        </button>
        <a href={english ? '/en' : '/'} className={buttonClass('outline')}>
          {words.home}
        </a>
      </div>
      <p className="mt-8 text-muted">
        {words.reference} <code className="break-all text-ink">{[requestId, error.digest].filter(Boolean).join(' / ')}</code>
      </p>
    </main>
  )
}
