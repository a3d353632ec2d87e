import { ActionForm } from '@/components/ui/action-form'
import { signOutAction } from '../(auth)/actions'

/** Ends the session from the account menu. */
export function SignOut({ label }: { label: string }) {
  return (
    <ActionForm action={signOutAction}>
      <button type="submit" className="inline-flex min-h-11 w-full items-center rounded-control px-3 text-left hover:bg-wash focus-visible:rounded-control">
        {label}
      </button>
    </ActionForm>
  )
}
