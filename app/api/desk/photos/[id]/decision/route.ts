import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { asId } from '@/lib/id'
import { boxInput } from '@/lib/photos/inputs'
import { publishPhoto } from '@/lib/photos/publish-photo'
import { rejectPhoto } from '@/lib/photos/reject-photo'
import { limit } from '@/lib/web/limit'
import { readJson } from '@/lib/web/read-json'
import { originIsOurs, route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'

type Context = { params: Promise<{ id: string }> }

const decisionInput = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('publish') }),
  z.strictObject({ decision: z.literal('reject'), reasons: z.array(z.string()), box: boxInput.nullable(), note: z.string() }),
])

/** The photo is published or refused. The desk does not wait for this: it goes on, and comes back when the answer is no. */
export const POST = route(async (request: Request, { params }: Context) => {
  if (!originIsOurs(request)) throw new AppError('forbidden', 'wrongOrigin')
  const actor = await getActor()
  if (actor.userId) await limit('write', actor.userId)
  const photoId = asId((await params).id)
  const { decision, ...why } = decisionInput.parse(await readJson(request))
  if (decision === 'publish') await publishPhoto(actor, { photoId })
  else await rejectPhoto(actor, { photoId, reasons: [], ...why })
  return new Response(null, { status: 204 })
})
