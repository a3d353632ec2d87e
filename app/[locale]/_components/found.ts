import { notFound } from 'next/navigation'
import { AppError } from '@/lib/errors'

/** What was asked for, or the page for what does not exist: somebody else's answers exactly as a missing one. */
export async function found<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  }
}
