import type { z } from 'zod'
import type { Locale } from '@/lib/actor'
import type { AppError } from '@/lib/errors'
import { translator } from '@/lib/i18n'

type Values = Record<string, string | number>

/** A message key as words: with a dot it is a whole key (`cart.empty`), without it stands under `errors`. */
export const wordsOf = (locale: Locale, key: string, values: Values = {}) => translator(locale)(key.includes('.') ? key : `errors.${key}`, values)

/** An expected failure in the reader's language: the sentence, and the one beside each field. */
export function wordsOfAppError(error: AppError, locale: Locale) {
  const fields = Object.fromEntries(Object.entries(error.fields).map(([field, key]) => [field, wordsOf(locale, key, error.values)]))
  return { message: wordsOf(locale, error.key, error.values), fields }
}

/** The first fault of each field, in the reader's language. Faults outside any field have none: the form's own sentence says it. */
export function wordsOfZodError(error: z.ZodError, locale: Locale) {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? '')
    if (field && !fields[field]) fields[field] = wordsOfIssue(issue, locale)
  }
  return fields
}

const OWN_KEY = /^[a-z][A-Za-z]*(\.[A-Za-z]+)*$/ // A schema may name a key itself: `{ error: 'auth.passwordCommon' }`.

function wordsOfIssue(issue: z.core.$ZodIssue, locale: Locale) {
  if (OWN_KEY.test(issue.message)) return wordsOf(locale, issue.message)
  const isText = 'origin' in issue && issue.origin === 'string'
  if (issue.code === 'too_small' && isText) {
    return issue.minimum === 1 ? wordsOf(locale, 'fieldRequired') : wordsOf(locale, 'fieldTooShort', { min: Number(issue.minimum) })
  }
  if (issue.code === 'too_big' && isText) return wordsOf(locale, 'fieldTooLong', { max: Number(issue.maximum) })
  if (issue.code === 'invalid_type' && issue.input === undefined) return wordsOf(locale, 'fieldRequired')
  return wordsOf(locale, 'fieldInvalid')
}
