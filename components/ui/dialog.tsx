'use client'

import { type ReactNode, useId, useRef } from 'react'

/** A native modal dialog and the button that opens it. `trigger` and `close` come drawn from the server; Escape and the ground close it. */
export function Dialog({
  trigger,
  triggerClass,
  title,
  close,
  closeLabel,
  children,
}: {
  trigger: ReactNode
  triggerClass: string
  title: string
  close: ReactNode
  closeLabel: string
  children: ReactNode
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  return (
    <>
      <button type="button" className={triggerClass} onClick={() => dialog.current?.showModal()}>
        {trigger}
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape already closes a modal dialog; the click is for the ground around it. */}
      <dialog
        ref={dialog}
        aria-labelledby={id}
        onClick={(event) => event.target === dialog.current && dialog.current.close()}
        className="m-auto w-full max-w-lg rounded-2xl bg-paper p-6 text-ink backdrop:bg-night/60"
      >
        <div className="mb-4 flex items-start justify-between gap-4">
          <h2 id={id} className="display-28">
            {title}
          </h2>
          <button
            type="button"
            aria-label={closeLabel}
            className="-m-2 inline-flex size-11 items-center justify-center rounded-control"
            onClick={() => dialog.current?.close()}
          >
            {close}
          </button>
        </div>
        {children}
      </dialog>
    </>
  )
}
