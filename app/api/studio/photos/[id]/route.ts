import type { Locale } from '@/lib/actor'
import { asId } from '@/lib/id'
import { getOwnPhoto } from '@/lib/photos/queries'
import { route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'
import { wordsOf } from '@/lib/web/words-of-error'

type Context = { params: Promise<{ id: string }> }

/** How one's own photo stands, for a tile that waits for its preview. */
export const GET = route(async (request: Request, { params }: Context) => {
  const photo = await getOwnPhoto(await getActor(), asId((await params).id))
  const locale: Locale = /^\s*en\b/i.test(request.headers.get('accept-language') ?? '') ? 'en' : 'fr'
  return Response.json({
    id: photo.id,
    status: photo.status,
    title: (locale === 'en' && photo.titleEn) || photo.titleFr,
    picture: photo.medium,
    widthPx: photo.widthPx,
    heightPx: photo.heightPx,
    sentence: photo.failureKey && wordsOf(locale, `ingest.${photo.failureKey}`),
  })
})
