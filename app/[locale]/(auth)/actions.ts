'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { registerInput, requestResetInput, resetPasswordInput, signInInput, verifyEmailInput } from '@/lib/accounts/inputs'
import { registerUser } from '@/lib/accounts/register-user'
import { requestReset, resetPassword } from '@/lib/accounts/reset-password'
import { revokeSession } from '@/lib/accounts/sessions'
import { verifyEmail } from '@/lib/accounts/verify-email'
import { isUser } from '@/lib/actor'
import { mergeCart } from '@/lib/cart/merge-cart'
import { action } from '@/lib/web/action'
import { signInHere, signOutHere } from '@/lib/web/auth'
import { rememberDevice } from '@/lib/web/known-device'
import { limit } from '@/lib/web/limit'
import { path, safePath } from '@/lib/web/path'
import { readActor } from '@/lib/web/session'
import { withNext } from './with-next'

export const signInAction = action(signInInput, async (actor, { next, ...credentials }) => {
  await signInHere(credentials)
  if (isUser(actor) && actor.sessionId) await revokeSession(actor.userId, actor.sessionId) // Whoever was signed in here before is not any more.
  await mergeCart(await readActor())
  redirect(safePath(next, path(actor.locale, '/')))
})

export const signOutAction = action(z.object({}), async (actor) => {
  if (isUser(actor) && actor.sessionId) await revokeSession(actor.userId, actor.sessionId)
  await signOutHere()
  redirect(path(actor.locale, '/'))
})

export const registerAction = action(
  registerInput,
  async (actor, input) => {
    await registerUser(actor, input)
    redirect(path(actor.locale, withNext('/check-mail?of=register', input.next)))
  },
  { limit: 'register' },
)

export const verifyEmailAction = action(
  verifyEmailInput,
  async (actor, { next, ...link }) => {
    const { email } = await verifyEmail(link)
    await rememberDevice(email)
    redirect(path(actor.locale, withNext('/sign-in?done=verified', next)))
  },
  { limit: 'token' },
)

export const requestResetAction = action(
  requestResetInput,
  async (actor, input) => {
    await limit('reset', input.email)
    await requestReset(input)
    redirect(path(actor.locale, '/check-mail?of=reset'))
  },
  { limit: 'reset-client' },
)

export const resetPasswordAction = action(
  resetPasswordInput,
  async (actor, input) => {
    const { email } = await resetPassword(input)
    await signOutHere()
    await rememberDevice(email) // Strangers guessing at this account do not shut out who reads its mail.
    redirect(path(actor.locale, '/sign-in?done=reset'))
  },
  { limit: 'token' },
)
