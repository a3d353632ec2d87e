import { schema, type Tx } from '@/db'
import type { Locale } from '@/lib/actor'
import { AppError } from '@/lib/errors'
import { noticeWritten } from '@/lib/events'
import { emit } from '@/lib/outbox'
import type { NoticeData, Template } from './kinds'

const { notices } = schema

type NewNotice<T extends Template> = { effectKey: string; userId: string | null; to: string; locale: Locale; template: T; data: NoticeData[T] }

/** The mail will be sent, once, if and when `tx` commits. A second call with the same effect key changes nothing. Gives its id, or null when it was there. */
export async function writeNotice<T extends Template>(tx: Tx, { effectKey, userId, to, locale, template, data }: NewNotice<T>) {
  if (/[\r\n]/.test(to)) throw new AppError('invalid', 'badInput') // A line end in an address would begin another header.
  const [notice] = await tx
    .insert(notices)
    .values({ effectKey, userId, toAddress: to, locale, template, data })
    .onConflictDoNothing()
    .returning({ id: notices.id })
  if (!notice) return null
  await emit(tx, noticeWritten, { noticeId: notice.id })
  return notice.id
}
