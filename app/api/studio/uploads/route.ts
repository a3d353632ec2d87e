import { startUploadInput } from '@/lib/photos/inputs'
import { startUpload } from '@/lib/photos/start-upload'
import { limit } from '@/lib/web/limit'
import { assertOurs } from '@/lib/web/origin'
import { readJson } from '@/lib/web/read-json'
import { route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'

/** One photo begins, or goes on. A route and not an action, because the browser runs one action at a time and sends three files at once. */
export const POST = route(async (request: Request) => {
  assertOurs(request)
  const actor = await getActor()
  if (actor.userId) await limit('upload', actor.userId)
  return Response.json(await startUpload(actor, startUploadInput.parse(await readJson(request))), { status: 201 })
})
