import { openRelease } from '@/lib/photos/open-release'
import { route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'

type Context = { params: Promise<{ id: string }> }

/** A release for staff to read: a redirect to an address that lives a minute. */
export const GET = route(async (_: Request, { params }: Context) => {
  const url = await openRelease(await getActor(), { releaseId: (await params).id })
  return new Response(null, { status: 303, headers: { location: url, 'referrer-policy': 'no-referrer' } })
})
