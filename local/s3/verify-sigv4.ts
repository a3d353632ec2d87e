import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import S3Error from '@20minutes/s3rver/lib/models/error.js'

export type Keys = { accessKeyId: string; secretAccessKey: string }
type Incoming = { method?: string; url?: string; headers: IncomingHttpHeaders }
type Claim = { credential: string; date: string; signedHeaders: string[]; signature: string; payloadHash: string; lifetimeSeconds?: number }

const algorithm = 'AWS4-HMAC-SHA256'
const clockSkewMs = 15 * 60_000
const weekSeconds = 604_800

/** True when the request is signed by `keys` (in its header or its address), false when it carries no signature; anything wrong throws what S3 would answer. */
export function verifySigV4(request: Incoming, keys: Keys, now = Date.now()): boolean {
  const [path = '', rawQuery = ''] = splitOnce(request.url ?? '/', '?')
  const query = parseQuery(rawQuery)
  const inAddress =
    query.some(([name]) => /^x-amz-(algorithm|credential|signature)$/i.test(name)) || query.some(([name]) => /^(AWSAccessKeyId|Signature)$/.test(name))
  const { authorization } = request.headers
  if (!inAddress && authorization === undefined) return false
  if (inAddress && authorization !== undefined) throw new S3Error('InvalidArgument', 'Only one auth mechanism allowed.')

  const claim = inAddress ? claimInAddress(query) : claimInHeader(authorization ?? '', request.headers)
  const [accessKeyId, day, region, ...scope] = claim.credential.split('/')
  if (accessKeyId !== keys.accessKeyId) throw new S3Error('InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.')
  if (!day || !region || scope.join('/') !== 's3/aws4_request' || day !== claim.date.slice(0, 8))
    throw new S3Error('AccessDenied', 'Error parsing the credential scope.')
  assertInTime(claim, now)
  assertHeadersSigned(claim.signedHeaders, request.headers)

  const canonicalRequest = [
    request.method,
    path,
    canonicalQuery(query.filter(([name]) => name !== 'X-Amz-Signature')),
    ...claim.signedHeaders.map(
      (name) =>
        `${name}:${String(request.headers[name] ?? '')
          .trim()
          .replace(/ +/g, ' ')}`,
    ),
    '',
    claim.signedHeaders.join(';'),
    claim.payloadHash,
  ].join('\n')
  const toSign = [algorithm, claim.date, [day, region, ...scope].join('/'), sha256(canonicalRequest)].join('\n')
  const key = [day, region, 's3', 'aws4_request'].reduce((last: string | Buffer, part) => hmac(last, part), `AWS4${keys.secretAccessKey}`)
  const [expected, given] = [hmac(key, toSign), Buffer.from(claim.signature, 'hex')]
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
    throw new S3Error('SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided.')
  }
  return true
}

function claimInAddress(pairs: [string, string][]): Claim {
  const query = new Map(pairs)
  const take = (name: string) => {
    const value = query.get(`X-Amz-${name}`)
    if (!value) throw new S3Error('AuthorizationQueryParametersError', `Query-string authentication version 4 requires X-Amz-${name}.`)
    return value
  }
  if (take('Algorithm') !== algorithm) throw new S3Error('AuthorizationQueryParametersError', `X-Amz-Algorithm only supports "${algorithm}".`)
  const lifetimeSeconds = Number(take('Expires'))
  if (!(lifetimeSeconds > 0 && lifetimeSeconds <= weekSeconds))
    throw new S3Error('AuthorizationQueryParametersError', 'X-Amz-Expires must be between 1 and 604800 seconds.')
  return {
    credential: take('Credential'),
    date: take('Date'),
    signedHeaders: take('SignedHeaders').split(';'),
    signature: take('Signature'),
    payloadHash: query.get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD',
    lifetimeSeconds,
  }
}

function claimInHeader(authorization: string, headers: IncomingHttpHeaders): Claim {
  const found = /^AWS4-HMAC-SHA256 Credential=([^,\s]+),\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]+)$/.exec(authorization)
  const [date, payloadHash] = [headers['x-amz-date'], headers['x-amz-content-sha256']]
  if (!found) throw new S3Error('AuthorizationHeaderMalformed', `The authorization header is malformed; only ${algorithm} is taken.`)
  if (typeof date !== 'string' || typeof payloadHash !== 'string')
    throw new S3Error('AccessDenied', 'AWS authentication requires x-amz-date and x-amz-content-sha256.')
  const [, credential = '', signedHeaders = '', signature = ''] = found
  return { credential, date, signedHeaders: signedHeaders.split(';'), signature, payloadHash }
}

function assertInTime({ date, lifetimeSeconds }: Claim, now: number) {
  const signedAt = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (Number.isNaN(signedAt)) throw new S3Error('AccessDenied', 'The date must be in the form yyyyMMddTHHmmssZ.')
  const tooOld = lifetimeSeconds === undefined && signedAt < now - clockSkewMs
  if (tooOld || signedAt > now + clockSkewMs)
    throw new S3Error('RequestTimeTooSkewed', 'The difference between the request time and the current time is too large.')
  if (lifetimeSeconds !== undefined && now > signedAt + lifetimeSeconds * 1000) throw new S3Error('AccessDenied', 'Request has expired')
}

/** Host and every x-amz- header must be signed, or the holder of an address could add one: x-amz-copy-source reads any object. */
function assertHeadersSigned(signed: string[], headers: IncomingHttpHeaders) {
  const unsigned = Object.keys(headers).filter((name) => (name === 'host' || name.startsWith('x-amz-')) && !signed.includes(name))
  if (unsigned.length) throw new S3Error('AccessDenied', `There were headers present in the request which were not signed: ${unsigned.join(', ')}`)
}

function canonicalQuery(query: [string, string][]) {
  const encoded = query.map(([name, value]) => [encode(name), encode(value)] as const)
  encoded.sort(([a, x], [b, y]) => (a === b ? Number(x > y) - Number(x < y) : a < b ? -1 : 1))
  return encoded.map(([name, value]) => `${name}=${value}`).join('&')
}

/** Names and values in order of appearance; a broken escape throws. */
export function parseQuery(raw: string): [string, string][] {
  if (!raw) return []
  return raw.split('&').map((pair) => {
    const [name = '', value = ''] = splitOnce(pair, '=')
    return [decode(name), decode(value)]
  })
}

/** Percent-decoding that answers like S3 instead of throwing a URIError. */
export function decode(text: string) {
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) throw new S3Error('InvalidURI', "Couldn't parse the specified URI.")
    throw error
  }
}

const splitOnce = (text: string, mark: string) => {
  const at = text.indexOf(mark)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
const encode = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
