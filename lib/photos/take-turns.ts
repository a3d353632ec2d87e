import { AppError } from '@/lib/errors'

const WAITING_MAX = 3
const lines = new Map<string, Promise<unknown>[]>()

/**
 * Long work of one photographer is done one after the other. It waits here and not for locks in the database, where each would hold one of the few
 * connections everybody needs. Throws `limited` when three wait already.
 */
export async function takeTurns<T>(photographerId: string, work: () => Promise<T>): Promise<T> {
  const line = lines.get(photographerId) ?? []
  if (line.length > WAITING_MAX) throw new AppError('limited', 'tooMany', { minutes: 1 })
  const mine = Promise.allSettled(line.slice(-1)).then(work)
  lines.set(photographerId, [...line, mine])
  try {
    return await mine
  } finally {
    const left = (lines.get(photographerId) ?? []).filter((one) => one !== mine)
    if (left.length) lines.set(photographerId, left)
    else lines.delete(photographerId)
  }
}
