import type { Actor, Locale } from '@/lib/actor'
import { exportMetadata } from '@/lib/photos/export-metadata'
import { importMetadata, previewImport } from '@/lib/photos/import-metadata'
import { TABLE_MAX_BYTES } from '@/lib/photos/metadata-table'
import { readSheet } from '@/lib/photos/sheet-state'
import { limit } from '@/lib/web/limit'
import { assertOurs } from '@/lib/web/origin'
import { readBody } from '@/lib/web/read-body'
import { route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'
import { toldPreview, toldRefused } from './told'

/** The metadata of one's own photos as the sheet shows them, in the language the page asks for. */
export const GET = route(async (request: Request) => {
  const asked = Object.fromEntries(new URL(request.url).searchParams)
  const actor = speaking(await getActor(), asked.lang)
  if (actor.userId) await limit('download', actor.userId) // All of somebody's photos in one answer.
  const table = await exportMetadata(actor, readSheet(asked))
  const name = `pouire-${new Date().toISOString().slice(0, 10)}.csv`
  return new Response(table, { headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}"` } })
})

/** A file of metadata is looked at, or with `?apply=1` written. A route and not an action: a file of 5 MB passes no action. */
export const POST = route(async (request: Request) => {
  assertOurs(request)
  const { searchParams } = new URL(request.url)
  const actor = speaking(await getActor(), searchParams.get('lang') ?? undefined)
  if (actor.userId) await limit('write', actor.userId)
  const bytes = await readBody(request, TABLE_MAX_BYTES, 'sheet.csv.fault.tooBig')
  if (searchParams.get('apply') !== '1') return Response.json(toldPreview(await previewImport(actor, bytes), actor.locale))
  const { changed, editId, refused } = await importMetadata(actor, bytes)
  return Response.json({ changed, editId, refused: toldRefused(refused, actor.locale) })
})

const speaking = (actor: Actor, lang: string | undefined): Actor => ({
  ...actor,
  locale: (['fr', 'en'] as const).find((locale: Locale) => locale === lang) ?? actor.locale,
})
