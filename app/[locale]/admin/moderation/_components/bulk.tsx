'use client'

import { useEffect, useRef } from 'react'
import { useFormStatus } from 'react-dom'
import { Icon } from '@/components/ui/icon'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormState } from '@/lib/web/form-state'
import type { DeskWords } from './desk-words'
import type { DeskItem } from './filmstrip'

/** The bar that publishes what is chosen, inside its form. When the answer is there nothing is chosen any more. */
export function BulkBar({ count, onAll, onClear, words }: { count: number; onAll?: () => void; onClear: () => void; words: DeskWords }) {
  const { pending } = useFormStatus()
  const wasPending = useRef(false)
  useEffect(() => {
    if (wasPending.current && !pending) onClear()
    wasPending.current = pending
  }, [pending, onClear])
  return (
    <div className="desk-bulk">
      <p role="status" className="font-semibold unscripted:hidden">
        {words.selected.replace('{count}', String(count))}
      </p>
      {onAll && (
        <button type="button" onClick={onAll} className="min-h-11 underline underline-offset-4 unscripted:hidden">
          {words.gridAll}
        </button>
      )}
      <button type="button" onClick={onClear} disabled={!count} className="min-h-11 underline underline-offset-4 disabled:opacity-50 unscripted:hidden">
        {words.clear}
      </button>
      <SubmitButton busy={words.busy} tone="light" size="md" className="ml-auto">
        {words.publishSelected.replace('{count}', count ? String(count) : '')}
      </SubmitButton>
    </div>
  )
}

/** What a bulk decision did: how many are published, and which were left and why. */
export function BulkWord({ state, items }: { state: FormState; items: readonly DeskItem[] }) {
  if (!state.message) return null
  const left = Object.entries(state.fields)
  return (
    <div role="status" className={`desk-bulk-word ${state.ok ? 'text-ok' : ''}`}>
      <p className="flex gap-2">
        <Icon name={state.ok ? 'circle-check' : 'info'} className="mt-0.5" />
        {state.message}
      </p>
      {left.length > 0 && (
        <ul>
          {left.map(([id, why]) => {
            const item = items.find((one) => one.id === id)
            return (
              <li key={id}>
                {item ? (
                  <a href={item.href} className="link">
                    {item.title}
                  </a>
                ) : (
                  '·'
                )}{' '}
                <span className="text-muted">{why}</span>
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}
