import { Resend } from 'resend'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'

export type Mail = {
  to: string
  subject: string
  html: string
  text: string
  /** The provider takes one mail a key in 24 hours, however often it is asked. */
  idempotencyKey: string
  attachments?: { filename: string; content: Buffer; contentType: string }[]
}

const REFUSED = new Set([
  'validation_error',
  'missing_required_field',
  'invalid_attachment',
  'invalid_from_address',
  'invalid_idempotent_request',
  'invalid_parameter',
])

let client: Resend | undefined

/** The mail is accepted for delivery; gives the provider's id. Throws `invalid` when it will never be, `unavailable` when trying again may help. */
export async function sendMail({ to, subject, html, text, idempotencyKey, attachments = [] }: Mail): Promise<string> {
  // A line end here would begin a header of the writer's choice.
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(to + subject)) throw new AppError('invalid', 'badInput')
  const { RESEND_API_KEY, RESEND_BASE_URL, MAIL_FROM } = env()
  client ??= new Resend(RESEND_API_KEY, RESEND_BASE_URL ? { baseUrl: RESEND_BASE_URL } : {})
  const { data, error } = await client.emails.send({ from: MAIL_FROM, to, subject, html, text, attachments }, { idempotencyKey })
  if (data) return data.id
  const failure = REFUSED.has(error.name) ? new AppError('invalid', 'badInput') : new AppError('unavailable', 'mailDown')
  failure.cause = `${error.name}: ${error.message}`
  throw failure
}
