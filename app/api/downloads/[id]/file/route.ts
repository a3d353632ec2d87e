import type { Actor } from '@/lib/actor'
import { getDownload } from '@/lib/downloads/queries'
import { serveFile } from '@/lib/downloads/serve-file'
import { AppError } from '@/lib/errors'
import { asId } from '@/lib/id'
import { limit } from '@/lib/web/limit'
import { route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'
import { wordsOfAppError } from '@/lib/web/words-of-error'

type Context = { params: Promise<{ id: string }> }

/** The bought file, by an address that lives for a minute. A spent or old grant is answered 409, with the way to a new one. */
export const GET = route(async (_: Request, { params }: Context) => {
  const actor = await getActor()
  const downloadId = asId((await params).id)
  if (actor.userId) await limit('download', actor.userId)
  try {
    const { url } = await serveFile(actor, downloadId)
    return new Response(null, { status: 303, headers: { location: url, 'referrer-policy': 'no-referrer' } })
  } catch (error) {
    if (error instanceof AppError && (error.key === 'downloadSpent' || error.key === 'downloadOld')) return offerNew(actor, downloadId, error)
    throw error
  }
})

async function offerNew(actor: Actor, downloadId: string, error: AppError) {
  const { photoId, licence } = await getDownload(actor, downloadId)
  const { message } = wordsOfAppError(error, actor.locale)
  const body = {
    type: 'about:blank',
    title: 'conflict',
    status: 409,
    detail: message,
    renew: { method: 'POST', address: `/api/downloads/${photoId}/initiate`, licence },
  }
  return new Response(JSON.stringify(body), { status: 409, headers: { 'content-type': 'application/problem+json; charset=utf-8' } })
}

/** Next would answer HEAD by running GET, and a look would count as a file. */
export const HEAD = () => new Response(null, { status: 405, headers: { allow: 'GET' } })
