import { photoForm } from '@/app/[locale]/studio/photos/[id]/inputs'
import { AppError } from '@/lib/errors'
import { asId } from '@/lib/id'
import { savePhoto } from '@/lib/photos/save-photo'
import { limit } from '@/lib/web/limit'
import { readJson } from '@/lib/web/read-json'
import { originIsOurs, route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'

type Context = { params: Promise<{ id: string }> }

/** The edit form as it stands, saved while it is being filled in. A route and not an action: it goes on while a page closes, and makes no other action wait. */
export const PUT = route(async (request: Request, { params }: Context) => {
  if (!originIsOurs(request)) throw new AppError('forbidden', 'wrongOrigin')
  const photoId = asId((await params).id)
  const actor = await getActor()
  if (actor.userId) await limit('write', actor.userId)
  const { intent: _, ...words } = photoForm.parse(await readJson(request), { reportInput: true })
  if (words.photoId !== photoId) throw new AppError('invalid', 'badInput')
  const { version, replaced, updatedAt } = await savePhoto(actor, words)
  return Response.json({ version, replaced, savedAt: updatedAt })
})
