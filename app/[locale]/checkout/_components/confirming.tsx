import type { ReactNode } from 'react'
import { Icon } from '@/components/ui/icon'
import './confirming.css'

type ConfirmingWords = { title: string; lede: string; sent: string; sentAt: string; waiting: string; waitingNow: string; last: string; progress: string }

/** The calm wait: a line that goes on by itself and slows towards its end, and the three steps. */
export function Confirming({ words, children }: { words: ConfirmingWords; children: ReactNode }) {
  return (
    <section className="mt-9" aria-live="polite">
      <h1 className="display-40">{words.title}</h1>
      <p className="mt-3 text-lg">{words.lede}</p>
      <div className="confirming-line mt-8" role="progressbar" aria-label={words.progress} />
      <ol className="mt-6 grid gap-5">
        <li className="grid grid-cols-[2rem_1fr_auto] items-baseline gap-x-2">
          <Icon name="circle-check" size={24} className="self-center text-ok" />
          <span>{words.sent}</span>
          <span className="text-sm text-muted">{words.sentAt}</span>
        </li>
        <li className="grid grid-cols-[2rem_1fr_auto] items-baseline gap-x-2">
          <Icon name="circle-dot" size={24} className="self-center text-indigo" />
          <strong>{words.waiting}</strong>
          <span className="text-sm text-muted">{words.waitingNow}</span>
        </li>
        <li className="grid grid-cols-[2rem_1fr_auto] items-baseline gap-x-2 text-muted">
          <Icon name="circle" size={24} className="self-center" />
          <span>{words.last}</span>
        </li>
      </ol>
      {children}
    </section>
  )
}
