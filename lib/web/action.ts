import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import { z } from 'zod'
import type { Actor, Locale } from '@/lib/actor'
import { isDatabaseAway } from '@/lib/database-away'
import { AppError } from '@/lib/errors'
import { clientAddress } from './client-address'
import { logFault, requestId } from './fault'
import { emptyForm, type FormState } from './form-state'
import { type LimitName, limit } from './limit'
import { originIsOurs } from './origin'
import { getActor } from './session'
import { wordsOf, wordsOfAppError, wordsOfZodError } from './words-of-error'

// biome-ignore lint/suspicious/noConfusingVoidType: an act that only redirects has nothing to return.
type Answer = Partial<FormState> | undefined | void

/**
 * A server action with the session, the origin check, the limit and the strict schema none may skip. `act` redirects, or answers with words for the form.
 * Fields sent twice, or named `tags[]`, arrive as arrays. Expected failures come back in the form's language with what was typed; others are logged under their request id.
 */
export function action<S extends z.ZodType>(schema: S, act: (actor: Actor, input: z.output<S>) => Promise<Answer>, options: { limit?: LimitName } = {}) {
  const strict = schema instanceof z.ZodObject ? schema.strict() : schema
  return async (_: FormState, form: FormData): Promise<FormState> => {
    const given = fieldsOf(form)
    const values = typedValues(given)
    const sent = await headers()
    let locale: Locale = sent.get('x-next-intl-locale') === 'en' ? 'en' : 'fr' // Known even where who asks cannot be read.
    try {
      const actor = await getActor()
      locale = actor.locale
      if (!originIsOurs({ headers: sent })) throw new AppError('forbidden', 'wrongOrigin')
      if (options.limit) await limit(options.limit, actor.userId ?? clientAddress(sent))
      if ([...form.values()].some((value) => typeof value === 'string' && value.includes('\0'))) throw new AppError('invalid', 'badInput') // No database takes one.
      const input = strict.safeParse(given, { reportInput: true })
      if (!input.success) return { ...emptyForm, message: wordsOf(locale, 'badInput'), fields: wordsOfZodError(input.error, locale), values }
      return { ...emptyForm, ok: true, ...(await act(actor, input.data as z.output<S>)) }
    } catch (error) {
      unstable_rethrow(error) // Redirects and not-found travel as errors.
      if (error instanceof AppError) return { ...emptyForm, ...wordsOfAppError(error, locale), values }
      const id = await requestId()
      logFault(error, id)
      return { ...emptyForm, message: isDatabaseAway(error) ? wordsOf(locale, 'databaseDown') : wordsOf(locale, 'unexpected', { requestId: id }), values }
    }
  }
}

/** The form as a plain object, without what React adds to a form posted with no JavaScript. */
function fieldsOf(form: FormData): Record<string, FormDataEntryValue | FormDataEntryValue[]> {
  const names = [...new Set(form.keys())].filter((name) => !name.startsWith('$ACTION_'))
  return Object.fromEntries(
    names.map((name) => {
      const all = form.getAll(name)
      return name.endsWith('[]') ? [name.slice(0, -2), all] : [name, all.length > 1 ? all : (all[0] ?? '')]
    }),
  )
}

const SECRET = /password|token|code/i // These never travel back into a page.

const typedValues = (given: ReturnType<typeof fieldsOf>) =>
  Object.fromEntries(
    Object.entries(given)
      .filter(([name]) => !SECRET.test(name) || name === 'countryCode')
      .map(([name, value]) => [
        name,
        [value]
          .flat()
          .filter((part) => typeof part === 'string')
          .join(','),
      ]),
  )
