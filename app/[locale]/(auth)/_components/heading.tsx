import type { ReactNode } from 'react'
import { Words } from '@/components/ui/words'

/** The screen's one heading and the sentence under it. */
export function Heading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mb-8">
      <h1 className="display-40">
        <Words>{title}</Words>
      </h1>
      {children && <p className="mt-3 text-muted">{children}</p>}
    </div>
  )
}

/** A question and its link, under a form. */
export function Aside({ question, href, children }: { question?: string; href: string; children: ReactNode }) {
  return (
    <p className="mt-8 text-center">
      {question}{' '}
      <a href={href} className="link inline-flex min-h-11 items-center">
        {children}
      </a>
    </p>
  )
}
