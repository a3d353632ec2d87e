import { extname } from 'node:path'

export type Attachment = { filename: string; contentType: string; contentId: string | null; sizeBytes: number; base64: string }
export type Letter = {
  from: string
  to: string[]
  cc: string[]
  bcc: string[]
  replyTo: string[]
  subject: string
  text: string | null
  html: string | null
  headers: Record<string, string>
  tags: { name: string; value: string }[]
  attachments: Attachment[]
}

/** An answer in Resend's error shape. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    override readonly name: string,
    message: string,
  ) {
    super(message)
  }
}

const types: Record<string, string> = { '.pdf': 'application/pdf', '.csv': 'text/csv', '.txt': 'text/plain', '.png': 'image/png', '.jpg': 'image/jpeg' }
const address = /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;.]+$/
const oneLine = (text: string) => !/[\r\n]/.test(text)

/** The body of POST /emails as a letter. Throws the refusal Resend would answer. */
export function readLetter(body: unknown): Letter {
  if (!isRecord(body)) throw new Refusal(400, 'validation_error', 'The request body must be a JSON object.')
  for (const absent of ['template', 'scheduled_at', 'topic_id']) {
    if (body[absent] != null) throw invalid(`The \`${absent}\` field is not served by this mailbox.`)
  }
  for (const field of ['from', 'to', 'subject']) if (body[field] == null || body[field] === '') throw missing(`Missing \`${field}\` field.`)
  if (!body.html && !body.text) throw missing('Missing `html` or `text` field.')

  const [from = ''] = readAddresses(body.from, 'from', 1)
  return {
    from,
    to: readAddresses(body.to, 'to', 50),
    cc: readAddresses(body.cc, 'cc', 50),
    bcc: readAddresses(body.bcc, 'bcc', 50),
    replyTo: readAddresses(body.reply_to, 'reply_to', 50),
    subject: readLine(body.subject, 'subject'),
    text: readText(body.text, 'text'),
    html: readText(body.html, 'html'),
    headers: readHeaders(body.headers),
    tags: readTags(body.tags),
    attachments: readAttachments(body.attachments),
  }
}

/** `awa@example.com` of `Awa Ndiaye <awa@example.com>`. */
export const bareAddress = (mailbox: string) => (/<([^<>]+)>$/.exec(mailbox)?.[1] ?? mailbox).toLowerCase()

function readAddresses(value: unknown, field: string, most: number): string[] {
  if (value == null) return []
  const list: unknown[] = Array.isArray(value) ? value : [value]
  const fine = list.every((item) => typeof item === 'string' && oneLine(item) && address.test(/^[^<>]*<([^<>]+)>$/.exec(item)?.[1] ?? item))
  if (!fine) throw invalid(`Invalid \`${field}\` field. The email address needs to follow the \`email@example.com\` or \`Name <email@example.com>\` format.`)
  if (list.length > most) throw invalid(`The \`${field}\` field takes at most ${most} addresses.`)
  return list.map(String)
}

function readText(value: unknown, field: string) {
  if (value != null && typeof value !== 'string') throw invalid(`The \`${field}\` field must be a \`string\`.`)
  return value ?? null
}

function readLine(value: unknown, field: string) {
  const text = readText(value, field) ?? ''
  if (!oneLine(text)) throw invalid(`The \`\\n\` is not allowed in the \`${field}\` field.`)
  return text
}

function readHeaders(value: unknown): Record<string, string> {
  if (value == null) return {}
  if (!isRecord(value)) throw invalid('The `headers` field must be an object.')
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [readLine(name, 'headers'), readLine(text, `headers.${name}`)]))
}

function readTags(value: unknown): Letter['tags'] {
  if (value == null) return []
  if (!Array.isArray(value)) throw invalid('The `tags` field must be an array.')
  return value.map((tag: unknown) => {
    const fine = (text: unknown): text is string => typeof text === 'string' && /^[\w-]{1,256}$/.test(text)
    if (isRecord(tag) && fine(tag.name) && fine(tag.value)) return { name: tag.name, value: tag.value }
    throw invalid('Tags should only contain ASCII letters, numbers, underscores, or dashes.')
  })
}

function readAttachments(value: unknown): Attachment[] {
  if (value == null) return []
  if (!Array.isArray(value)) throw invalid('The `attachments` field must be an array.')
  return value.map((item: unknown) => {
    if (!isRecord(item) || typeof item.content !== 'string' || !item.content)
      throw new Refusal(422, 'invalid_attachment', 'Attachment must have `content`; this mailbox fetches no `path`.')
    if (typeof item.filename !== 'string' || !item.filename) throw new Refusal(422, 'invalid_attachment', 'Attachment must have a `filename`.')
    const bytes = Buffer.from(item.content, 'base64')
    const filename = readLine(item.filename, 'attachments.filename')
    return {
      filename,
      contentType: readLine(item.content_type, 'attachments.content_type') || (types[extname(filename).toLowerCase()] ?? 'application/octet-stream'),
      contentId: readLine(item.content_id, 'attachments.content_id') || null,
      sizeBytes: bytes.length,
      base64: bytes.toString('base64'),
    }
  })
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const missing = (message: string) => new Refusal(422, 'missing_required_field', message)
const invalid = (message: string) => new Refusal(422, 'validation_error', message)
