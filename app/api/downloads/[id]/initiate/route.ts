import { z } from 'zod'
import { initiateDownload } from '@/lib/downloads/initiate-download'
import { AppError } from '@/lib/errors'
import { asId } from '@/lib/id'
import { limit } from '@/lib/web/limit'
import { readBody } from '@/lib/web/read-body'
import { originIsOurs, route } from '@/lib/web/route'
import { getActor } from '@/lib/web/session'

type Context = { params: Promise<{ id: string }> }

const BODY_MAX_BYTES = 4_096
const bodyInput = z.strictObject({ licence: z.enum(['standard', 'extended']).optional() })

/** The buyer of the photo has a live grant: as JSON, or for a plain form, a redirect to its file. The id is the photo's. */
export const POST = route(async (request: Request, { params }: Context) => {
  if (!originIsOurs(request)) throw new AppError('forbidden', 'wrongOrigin')
  const actor = await getActor()
  const photoId = asId((await params).id)
  if (actor.userId) await limit('download', actor.userId)
  const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(request.headers.get('content-type') ?? '')
  const { licence } = bodyInput.parse(await readLicence(request, isForm))
  const grant = await initiateDownload(actor, { photoId, licence })
  const links = {
    status: `/api/downloads/${grant.downloadId}`,
    file: `/api/downloads/${grant.downloadId}/file`,
    invoice: `/api/downloads/${grant.downloadId}/invoice`,
  }
  if (isForm) return new Response(null, { status: 303, headers: { location: links.file } })
  return Response.json({ ...grant, ...links })
})

/** An empty body asks for the one licence there is. */
async function readLicence(request: Request, isForm: boolean): Promise<unknown> {
  const body = await readBody(request, BODY_MAX_BYTES)
  if (isForm) {
    const licence = (await new Response(new Uint8Array(body), { headers: { 'content-type': request.headers.get('content-type') ?? '' } }).formData()).get(
      'licence',
    )
    return licence ? { licence } : {}
  }
  if (!body.length) return {}
  try {
    return JSON.parse(body.toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) throw new AppError('invalid', 'badInput')
    throw error
  }
}
