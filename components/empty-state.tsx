import type { ReactNode } from 'react'
import { Ornament } from './ornament'
import { Words } from './ui/words'

/** Nothing here yet: the ornament, what happened in the person's own words, and below it the way on. `level` keeps the page's headings in order. */
export function EmptyState({ title, children, action, level = 1 }: { title: string; children?: ReactNode; action?: ReactNode; level?: 1 | 2 }) {
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <section className="max-w-2xl py-6">
      <Ornament length="short" />
      <Heading className="display-40 mt-8 break-words hyphens-auto">
        <Words>{title}</Words>
      </Heading>
      {children && <div className="mt-3">{children}</div>}
      {action && <div className="mt-6">{action}</div>}
    </section>
  )
}
