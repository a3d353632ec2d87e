import { timestamp, uuid } from 'drizzle-orm/pg-core'
import { v7 as uuidv7 } from 'uuid'

/** Primary key: UUID v7, so that keys sort by time and never collide across processes. */
export const id = () => uuid().primaryKey().$defaultFn(uuidv7)

/** A moment with its time zone, as a Date. */
export const moment = () => timestamp({ withTimezone: true, mode: 'date' })

export const createdAt = () => moment().notNull().defaultNow()
export const updatedAt = () =>
  moment()
    .notNull()
    .defaultNow()
    .$onUpdateFn(() => new Date())
