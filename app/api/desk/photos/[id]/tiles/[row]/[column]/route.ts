import { notFound } from '@/lib/errors'
import { getTile } from '@/lib/photos/get-tile'
import { route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'

type Context = { params: Promise<{ id: string; row: string; column: string }> }

/** A piece of the original at full size. It goes through us, never by a signed address: what staff may see must not be passed on. */
export const GET = route(async (_: Request, { params }: Context) => {
  const { id, row, column } = await params
  const tile = await getTile(await getActor(), { photoId: id, row: asIndex(row), column: asIndex(column) })
  return new Response(new Uint8Array(tile), {
    headers: {
      'content-type': 'image/jpeg',
      'content-length': String(tile.length),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    },
  })
})

function asIndex(text: string) {
  if (!/^\d{1,4}$/.test(text)) throw notFound()
  return Number(text)
}
