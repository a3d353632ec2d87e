import { asId } from '@/lib/id'
import { openRelease } from '@/lib/photos/open-release'
import { limit } from '@/lib/web/limit'
import { route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'

type Context = { params: Promise<{ id: string }> }

/** One's own signed paper, from an address that lives for a minute. */
export const GET = route(async (_: Request, { params }: Context) => {
  const actor = await getActor()
  if (actor.userId) await limit('download', actor.userId)
  return new Response(null, { status: 303, headers: { location: await openRelease(actor, { releaseId: asId((await params).id) }) } })
})
