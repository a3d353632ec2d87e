import { z } from 'zod'
import { initiateDownload } from '@/lib/downloads/initiate-download'
import { AppError } from '@/lib/errors'
import { asId } from '@/lib/id'
import { limit } from '@/lib/web/limit'
import { originIsOurs, route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'

type Context = { params: Promise<{ id: string }> }

const bodyInput = z.strictObject({ licence: z.enum(['standard', 'extended']).optional() })

/** The buyer of the photo has a live grant: as JSON, or for a plain form, a redirect to its file. The id is the photo's. */
export const POST = route(async (request: Request, { params }: Context) => {
  if (!originIsOurs(request)) throw new AppError('forbidden', 'wrongOrigin')
  const actor = await getActor()
  const photoId = asId((await params).id)
  if (actor.userId) await limit('download', actor.userId)
  const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(request.headers.get('content-type') ?? '')
  const { licence } = bodyInput.parse(isForm ? await readForm(request) : await readJson(request))
  const grant = await initiateDownload(actor, { photoId, licence })
  const links = {
    status: `/api/downloads/${grant.downloadId}`,
    file: `/api/downloads/${grant.downloadId}/file`,
    invoice: `/api/downloads/${grant.downloadId}/invoice`,
  }
  if (isForm) return new Response(null, { status: 303, headers: { location: links.file } })
  return Response.json({ ...grant, ...links })
})

async function readForm(request: Request) {
  const licence = (await request.formData()).get('licence')
  return licence ? { licence } : {}
}

async function readJson(request: Request): Promise<unknown> {
  const text = await request.text()
  if (!text) return {}
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw new AppError('invalid', 'badInput')
    throw error
  }
}
