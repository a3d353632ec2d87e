import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Attachment, bareAddress, type Letter, Refusal } from './resend-rules'

/** A letter that arrived; the bytes of its attachments stay on disk. */
export type Mail = Omit<Letter, 'attachments'> & { id: string; at: string; attachments: Omit<Attachment, 'base64'>[]; file: string }

/** One request: all its letters and its key in one file, so a kill leaves all of it or nothing. */
type Delivery = { at: string; path: string; idempotencyKey: string | null; bodySha256: string; letters: (Letter & { id: string })[] }

const dayMs = 86_400_000

/** The mails kept in `dataDir`, from earlier runs too. */
export function openMails(dataDir: string) {
  mkdirSync(dataDir, { recursive: true })
  const mails = new Map<string, Mail>()
  const answered = new Map<string, { atMs: number; path: string; bodySha256: string; ids: string[] }>()
  let sequence = 0

  const remember = (file: string, { at, path, idempotencyKey, bodySha256, letters }: Delivery) => {
    for (const letter of letters) mails.set(letter.id, { ...letter, at, file, attachments: letter.attachments.map(({ base64: _, ...about }) => about) })
    if (idempotencyKey) answered.set(idempotencyKey, { atMs: Date.parse(at), path, bodySha256, ids: letters.map((letter) => letter.id) })
  }
  const readDelivery = (file: string): Delivery => JSON.parse(readFileSync(join(dataDir, file), 'utf8'))

  for (const file of readdirSync(dataDir).sort()) {
    if (file.endsWith('.json')) remember(file, readDelivery(file))
    if (file.endsWith('.half')) rmSync(join(dataDir, file)) // Its request was never answered.
  }

  return {
    /** Ids already given for this key and body within a day, null for a new key. Throws 409 when the body is another. */
    findAnswered(idempotencyKey: string | null, path: string, body: string) {
      const before = idempotencyKey ? answered.get(idempotencyKey) : undefined
      if (!before || before.atMs < Date.now() - dayMs) return null
      if (before.path === path && before.bodySha256 === sha256(body)) return before.ids
      throw new Refusal(409, 'invalid_idempotent_request', 'Same idempotency key used with a different request payload.')
    },

    /** The letters are on disk under new ids, which are returned. */
    keep(letters: Letter[], idempotencyKey: string | null, path: string, body: string) {
      const delivery = {
        at: new Date().toISOString(),
        path,
        idempotencyKey,
        bodySha256: sha256(body),
        letters: letters.map((letter) => ({ id: randomUUID(), ...letter })),
      }
      const file = `${delivery.at.replaceAll(':', '')}-${String(sequence++).padStart(6, '0')}-${randomUUID().slice(0, 8)}.json`
      writeFileSync(join(dataDir, `${file}.half`), JSON.stringify(delivery))
      renameSync(join(dataDir, `${file}.half`), join(dataDir, file))
      remember(file, delivery)
      return delivery.letters.map((letter) => letter.id)
    },

    find: (id: string) => mails.get(id) ?? null,

    /** Newest first; a whole address finds its own mails only, a piece of one whatever holds it. */
    list(to: string) {
      const wanted = to.trim().toLowerCase()
      const matches = (mailbox: string) => (wanted.includes('@') ? bareAddress(mailbox) === wanted : mailbox.toLowerCase().includes(wanted))
      return [...mails.values()].filter((mail) => [...mail.to, ...mail.cc, ...mail.bcc].some(matches)).reverse()
    },

    readAttachment(mail: Mail, index: number) {
      const attachment = readDelivery(mail.file).letters.find((letter) => letter.id === mail.id)?.attachments[index]
      return attachment ? { ...attachment, bytes: Buffer.from(attachment.base64, 'base64') } : null
    },
  }
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
