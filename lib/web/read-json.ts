import { AppError } from '@/lib/errors'

/** What a page sent as JSON. Throws `invalid` for what is none. */
export async function readJson(request: Request): Promise<unknown> {
  try {
    return await request.json()
  } catch (error) {
    if (error instanceof SyntaxError) throw new AppError('invalid', 'badInput')
    throw error
  }
}
