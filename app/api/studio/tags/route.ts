import { z } from 'zod'
import { suggestTags } from '@/lib/catalog/suggest-tags'
import { limit } from '@/lib/web/limit'
import { route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'

const asked = z.object({ prefix: z.string().max(200).default(''), chosen: z.array(z.string().max(200)).max(60) })

/** Words to tag a photo with next: `prefix` is what is typed, each `chosen` a word the photo has. */
export const GET = route(async (request: Request) => {
  const actor = await getActor()
  if (actor.userId) await limit('search', actor.userId)
  const { searchParams } = new URL(request.url)
  return Response.json({
    suggestions: await suggestTags(actor, asked.parse({ prefix: searchParams.get('prefix') ?? undefined, chosen: searchParams.getAll('chosen') })),
  })
})
