import { Resend } from 'resend'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'

const TIME_LIMIT_MS = 10_000

export type Mail = {
  to: string
  subject: string
  html: string
  text: string
  /** The provider takes one mail a key in 24 hours, however often it is asked. */
  idempotencyKey: string
  attachments?: { filename: string; content: Buffer; contentType: string }[]
}

const REFUSED = new Set(['validation_error', 'missing_required_field', 'invalid_attachment', 'invalid_from_address', 'invalid_parameter'])

let client: Resend | undefined

/**
 * The mail is accepted for delivery; gives the provider's id, null when an earlier wording under the same key was. Throws `invalid` when it will never be,
 * `unavailable` when trying again may help: no answer within 10 s, too, since the key makes a second try harmless.
 */
export async function sendMail({ to, subject, html, text, idempotencyKey, attachments = [] }: Mail): Promise<string | null> {
  // A line end here would begin a header of the writer's choice.
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(to + subject)) throw new AppError('invalid', 'badInput')
  const { RESEND_API_KEY, RESEND_BASE_URL, MAIL_FROM } = env()
  client ??= new Resend(RESEND_API_KEY, RESEND_BASE_URL ? { baseUrl: RESEND_BASE_URL } : {})
  const { data, error } = await client.emails.send(
    { from: MAIL_FROM, to, subject, html, text, attachments },
    { idempotencyKey, signal: AbortSignal.timeout(TIME_LIMIT_MS) },
  )
  if (data) return data.id
  if (error.name === 'invalid_idempotent_request') {
    log().warn({ idempotencyKey }, 'the provider has this mail already, in another wording')
    return null
  }
  const failure = REFUSED.has(error.name) ? new AppError('invalid', 'badInput') : new AppError('unavailable', 'mailDown')
  failure.cause = `${error.name}: ${error.message}`
  throw failure
}
