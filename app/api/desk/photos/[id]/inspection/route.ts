import { AppError } from '@/lib/errors'
import { openInspection } from '@/lib/photos/open-inspection'
import { originIsOurs, route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'

type Context = { params: Promise<{ id: string }> }

/** Whether the original's tiles can be looked at; the first asking has them cut, later ones tell. */
export const POST = route(async (request: Request, { params }: Context) => {
  if (!originIsOurs(request)) throw new AppError('forbidden', 'wrongOrigin')
  return Response.json(await openInspection(await getActor(), { photoId: (await params).id }))
})
