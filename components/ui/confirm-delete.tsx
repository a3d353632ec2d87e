import type { ComponentProps, ReactNode } from 'react'
import { ActionForm } from './action-form'
import { Icon } from './icon'
import { SubmitButton } from './submit-button'

type Props = {
  words: { ask: string; warning: string; yes: string; busy: string }
  action: ComponentProps<typeof ActionForm>['action']
  /** Under a picture: no icon, no room around it. */
  small?: boolean
  /** The hidden fields that say what goes. */
  children: ReactNode
}

/** Deleting, asked once more in place; without script too. */
export const ConfirmDelete = ({ words, action, small = false, children }: Props) => (
  <details>
    <summary className={`inline-flex min-h-11 items-center font-semibold text-bad ${small ? 'hover:underline' : 'gap-2 rounded-control px-4 hover:bg-wash'}`}>
      {!small && <Icon name="trash-2" />}
      {words.ask}
    </summary>
    <ActionForm action={action} className={small ? 'pt-1' : 'px-4 pt-2'}>
      {children}
      <p className="mb-3">{words.warning}</p>
      <SubmitButton tone="danger" size="md" busy={words.busy}>
        {words.yes}
      </SubmitButton>
    </ActionForm>
  </details>
)
