'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { revokeSessionInput, updateAccountInput } from '@/lib/accounts/inputs'
import { endAllSessions, endSession } from '@/lib/accounts/revoke-sessions'
import { updateAccount } from '@/lib/accounts/update-account'
import { translator } from '@/lib/i18n'
import { action } from '@/lib/web/action'
import { signOutHere } from '@/lib/web/auth'
import { path } from '@/lib/web/path'

export const updateAccountAction = action(
  updateAccountInput,
  async (actor, input) => {
    await updateAccount(actor, input)
    return { message: translator(actor.locale)('account.saved'), values: input }
  },
  { limit: 'account' },
)

export const endSessionAction = action(
  revokeSessionInput,
  async (actor, input) => {
    await endSession(actor, input)
    refresh()
  },
  { limit: 'account' },
)

export const endAllSessionsAction = action(
  z.object({}),
  async (actor) => {
    await endAllSessions(actor)
    await signOutHere()
    redirect(path(actor.locale, '/sign-in?done=everywhere'))
  },
  { limit: 'account' },
)
