'use client'

import { type RefObject, useRef } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import type { DeskWords } from './desk-words'

/** Every key and what it does; Esc closes. */
export function KeyHelp({ dialog, words }: { dialog: RefObject<HTMLDialogElement | null>; words: DeskWords }) {
  return (
    <dialog ref={dialog} aria-labelledby="desk-keys" className="desk-help">
      <header>
        <h2 id="desk-keys" className="display-28">
          {words.help}
        </h2>
        <IconButton icon="x" label={words.helpClose} onClick={() => dialog.current?.close()} />
      </header>
      <dl>
        {words.keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              {key.split(' ').map((part) => (
                <kbd key={part}>{part}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  )
}

export function useKeyHelp() {
  const dialog = useRef<HTMLDialogElement>(null)
  return { dialog, toggle: () => (dialog.current?.open ? dialog.current.close() : dialog.current?.showModal()) }
}
