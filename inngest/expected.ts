import { NonRetriableError } from 'inngest'
import { AppError } from '@/lib/errors'
import { withoutData } from '@/lib/fault-facts'

/**
 * A step's work: an outage or a limit passes by itself and is tried again, any other expected failure ends the run at once. What is thrown is kept and
 * shown by Inngest, so it leaves without people's data.
 */
export async function expected<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const shown = withoutData(error)
    if (!(error instanceof AppError) || error.code === 'unavailable' || error.code === 'limited') throw shown
    throw new NonRetriableError(error.message, { cause: shown })
  }
}
