import { NonRetriableError } from 'inngest'
import { AppError } from '@/lib/errors'

/** A step's work: an outage or a limit passes by itself and is tried again, any other expected failure ends the run at once. */
export async function expected<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'unavailable' || error.code === 'limited') throw error
    throw new NonRetriableError(error.message, { cause: error })
  }
}
