import type { ReactElement } from 'react'

export type Composed = { subject: string; body: ReactElement; attachments?: { filename: string; content: Buffer; contentType: string }[] }

/** A subject in one line: a title may hold anything, a header may not. */
export const oneLine = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 200)
