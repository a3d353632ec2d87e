import { asId } from '@/lib/id'
import { signPartsInput } from '@/lib/photos/inputs'
import { signParts } from '@/lib/photos/sign-parts'
import { limit } from '@/lib/web/limit'
import { assertOurs } from '@/lib/web/origin'
import { readJson } from '@/lib/web/read-json'
import { route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'

type Context = { params: Promise<{ id: string }> }

/** Addresses to send parts of one photo to. */
export const POST = route(async (request: Request, { params }: Context) => {
  assertOurs(request)
  const actor = await getActor()
  if (actor.userId) await limit('upload', actor.userId)
  const { numbers } = signPartsInput.parse(await readJson(request))
  return Response.json({ parts: await signParts(actor, { photoId: asId((await params).id), numbers }) })
})
