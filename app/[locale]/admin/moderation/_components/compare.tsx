'use client'

import type { ReactNode } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import type { DeskWords } from './desk-words'

/** A photo that looks the same, and what is known of the two in words, ready to show. */
export type Near = {
  id: string
  title: string
  href: string | null
  src: string
  widthPx: number
  heightPx: number
  /** `94 %`, with `in a mirror` where it is. */
  likeness: string
  /** Whose, in which state, how large. */
  lines: readonly string[]
}

type Side = { src: string; title: string; widthPx: number; heightPx: number }

/** This photo and one that looks the same, each in half the window, wide pictures one over the other where that shows more. */
export function Compare({
  photo,
  others,
  index,
  onIndex,
  onClose,
  words,
}: {
  photo: Side & { lines: readonly string[] }
  others: readonly Near[]
  index: number
  onIndex: (index: number) => void
  onClose: () => void
  words: DeskWords
}) {
  const other = others[index]
  if (!other) return null
  return (
    <section aria-label={words.compareTitle} className="desk-compare">
      <header>
        <h2 className="display-20">
          {words.compareTitle}, {other.likeness}
        </h2>
        {others.length > 1 && (
          <p className="flex items-center gap-1 text-muted">
            <IconButton icon="chevron-left" label={words.previousNear} disabled={index === 0} onClick={() => onIndex(index - 1)} />
            {index + 1} / {others.length}
            <IconButton icon="chevron-right" label={words.nextNear} disabled={index === others.length - 1} onClick={() => onIndex(index + 1)} />
          </p>
        )}
        <IconButton icon="x" label={words.compareClose} onClick={onClose} className="ml-auto" />
      </header>
      <div className="desk-pair">
        <Half side={photo} heading={words.compareThis}>
          {photo.lines}
        </Half>
        <Half side={other} heading={words.compareOther} href={other.href}>
          {other.lines}
        </Half>
      </div>
    </section>
  )
}

function Half({ side, heading, href, children }: { side: Side; heading: string; href?: string | null; children: ReactNode & readonly string[] }) {
  return (
    <figure>
      <div>
        <img src={side.src} alt={side.title} style={{ aspectRatio: side.widthPx / side.heightPx }} />
      </div>
      <figcaption>
        <b>{heading}</b>{' '}
        {href ? (
          <a href={href} target="_blank" rel="noreferrer" className="link">
            {side.title}
          </a>
        ) : (
          side.title
        )}
        <span className="block text-muted">{children.join(', ')}</span>
      </figcaption>
    </figure>
  )
}
