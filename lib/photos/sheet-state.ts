import type { PhotoStatus } from './rules'

/*
The address is the state of the contact sheet. What cannot be read in it is left out, never refused. Imported by the browser too.
*/

/** The heaps a photographer thinks in, and the states each holds. Uploads that stopped on their way are none of them. */
export const heaps = {
  ready: ['uploaded', 'processing', 'ready'],
  rejected: ['rejected'],
  submitted: ['submitted', 'appealed'],
  published: ['published'],
  unlisted: ['unlisted', 'taken_down'],
  failed: ['failed'],
} as const satisfies Record<string, readonly PhotoStatus[]>
export const shows = ['ready', 'rejected', 'submitted', 'published', 'unlisted', 'failed', 'near'] as const
export const sorts = ['newest', 'oldest', 'changed'] as const

export type Heap = keyof typeof heaps
/** A heap, or `near`: those with a look-alike of one's own to decide on. */
export type Show = (typeof shows)[number]
export type Sort = (typeof sorts)[number]
export type Sheet = { status: Show | null; q: string; sort: Sort; cursor: string | null }

const Q_MAX = 100

type Params = Record<string, string | string[] | undefined>

/** What an address asks to see. */
export function readSheet(params: Params): Sheet {
  const one = (name: string) => [params[name] ?? ''].flat()[0] ?? ''
  return {
    status: shows.find((show) => show === one('status')) ?? null,
    q: one('q').replace(/\p{C}/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, Q_MAX),
    sort: sorts.find((sort) => sort === one('sort')) ?? 'newest',
    cursor: one('cursor') || null,
  }
}

/** The query of an address, with its `?`; empty for the plain sheet. */
export function writeSheet({ status, q, sort, cursor }: Partial<Sheet>) {
  const query = new URLSearchParams()
  if (status) query.set('status', status)
  if (q) query.set('q', q)
  if (sort && sort !== 'newest') query.set('sort', sort)
  if (cursor) query.set('cursor', cursor)
  const text = query.toString()
  return text && `?${text}`
}
