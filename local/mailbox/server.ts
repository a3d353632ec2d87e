import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { makeDials } from './dials'
import { type Mail, openMails } from './keep-mails'
import { listPage, mailHtml, mailPage, missingPage } from './pages'
import { Refusal, readLetter } from './resend-rules'

type Options = {
  /** 0 takes any free one. */
  port: number
  dataDir: string
  /** The only bearer key that is let in. */
  apiKey: string
}

const ownPages = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
const mailsOwn =
  "default-src 'none'; img-src http: https: data:; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"
const largestBytes = 40 * 2 ** 20

/** Resend's HTTP API takes mails in on 127.0.0.1:port, and pages there show them. They stay in `dataDir`. */
export async function startMailbox({ port, dataDir, apiKey }: Options) {
  const mails = openMails(dataDir)
  const dials = makeDials()

  const server = createServer(async (request, response) => {
    response.setHeader('x-content-type-options', 'nosniff')
    response.setHeader('cache-control', 'no-store')
    try {
      // A page on the internet whose name was pointed at this computer must not read the mails.
      if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? '')) throw new Refusal(403, 'invalid_access', 'This mailbox is called localhost.')
      const url = new URL(request.url ?? '/', 'http://localhost')
      if (url.pathname === '/_dials') return await turnDials(request, response)
      if (/^\/emails(\/|$)/.test(url.pathname)) return await answerAsResend(request, response, url.pathname)
      show(request, response, url)
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(500, 'application_error', 'The mailbox failed; its log says why.')
      if (refusal !== error) console.error('mailbox:', error)
      sendJson(response, refusal.status, { statusCode: refusal.status, message: refusal.message, name: refusal.name })
    }
  })

  async function answerAsResend(request: IncomingMessage, response: ServerResponse, path: string) {
    const fault = dials.take()
    if (fault === true) return response.destroy()
    if (fault === '500') throw new Refusal(500, 'internal_server_error', 'An unexpected error occurred.')
    if (fault === '429') {
      response.setHeader('retry-after', '1')
      throw new Refusal(429, 'rate_limit_exceeded', 'Too many requests. You can only make 2 requests per second.')
    }
    assertKey(request.headers.authorization, apiKey)
    const isBatch = path === '/emails/batch'
    if (!isBatch && path !== '/emails') throw new Refusal(404, 'not_found', 'The requested endpoint does not exist.')
    if (request.method !== 'POST') throw new Refusal(405, 'method_not_allowed', 'This endpoint does not support the specified HTTP method.')

    const key = readIdempotencyKey(request.headers['idempotency-key'])
    const text = await readText(request)
    const ids =
      mails.findAnswered(key, path, text) ?? mails.keep(isBatch ? readBatch(parseJson(text), request) : [readLetter(parseJson(text))], key, path, text)
    if (fault === 'lost') return response.destroy()
    sendJson(response, 200, isBatch ? { data: ids.map((id) => ({ id })) } : { id: ids[0] })
  }

  async function turnDials(request: IncomingMessage, response: ServerResponse) {
    // A form on a foreign page cannot send this content type unasked.
    if (request.method !== 'POST' || request.headers['content-type'] !== 'application/json') throw new Refusal(405, 'method_not_allowed', 'POST JSON here.')
    const setting = dials.set(parseJson(await readText(request)))
    if (!setting) throw new Refusal(422, 'validation_error', 'Send {"down": true | false | "500" | "429" | "lost", "times"?: number}.')
    sendJson(response, 200, setting)
  }

  function show(request: IncomingMessage, response: ServerResponse, { pathname, searchParams }: URL) {
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new Refusal(405, 'method_not_allowed', 'Mails come in at POST /emails.')
    const to = searchParams.get('to') ?? ''
    if (pathname === '/') return sendHtml(response, 200, ownPages, listPage(mails.list(to), to, Math.max(1, Number(searchParams.get('page')) || 1)))
    if (pathname === '/api/mails') return sendJson(response, 200, mails.list(to).map(asJson))

    const [, id = '', rest] = /^\/mails\/([0-9a-f-]{36})(\/.*)?$/.exec(pathname) ?? []
    const mail = mails.find(id)
    if (mail && !rest) return sendHtml(response, 200, ownPages, mailPage(mail))
    if (mail && rest === '/html' && mail.html !== null) return sendHtml(response, 200, mailsOwn, mailHtml(mail))
    const attachment = mail && rest && /^\/attachments\/\d+$/.test(rest) ? mails.readAttachment(mail, Number(rest.split('/').at(-1))) : null
    if (!attachment) return sendHtml(response, 404, ownPages, missingPage())
    const headers = { 'content-type': attachment.contentType, 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(attachment.filename)}` }
    response.writeHead(200, { ...headers, 'content-security-policy': mailsOwn }).end(attachment.bytes)
  }

  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, '127.0.0.1', done))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('The mailbox listens on no port.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    /** The port is free; what was answered is on disk. */
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

function assertKey(authorization: string | undefined, apiKey: string) {
  if (!authorization) throw new Refusal(401, 'missing_api_key', 'Missing API key in the authorization header.')
  const [given, expected] = [Buffer.from(authorization), Buffer.from(`Bearer ${apiKey}`)]
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw new Refusal(401, 'validation_error', 'API key is invalid')
}

function readIdempotencyKey(header: string | string[] | undefined) {
  if (header === undefined) return null
  const key = String(header)
  if (key.length < 1 || key.length > 256) throw new Refusal(400, 'invalid_idempotency_key', 'The key must be between 1-256 chars.')
  return key
}

function readBatch(body: unknown, { headers }: IncomingMessage) {
  if (!Array.isArray(body) || body.length < 1 || body.length > 100) throw new Refusal(422, 'validation_error', 'A batch holds between 1 and 100 emails.')
  if ((headers['x-batch-validation'] ?? 'strict') !== 'strict') throw new Refusal(422, 'validation_error', 'This mailbox validates batches strictly only.')
  const letters = body.map(readLetter)
  if (letters.some((letter) => letter.attachments.length)) throw new Refusal(422, 'validation_error', 'The `attachments` field is not supported in a batch.')
  return letters
}

async function readText(request: IncomingMessage) {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of request) {
    sizeBytes += chunk.length
    if (sizeBytes > largestBytes) throw new Refusal(413, 'validation_error', 'An email may have at most 40 MB.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal(400, 'validation_error', 'The request body is not valid JSON.')
    throw error
  }
}

const asJson = ({ file: _, ...mail }: Mail) => ({
  ...mail,
  attachments: mail.attachments.map((item, i) => ({ ...item, path: `/mails/${mail.id}/attachments/${i}` })),
})

function sendJson(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'content-type': 'application/json', 'content-security-policy': ownPages }).end(JSON.stringify(body))
}

function sendHtml(response: ServerResponse, status: number, policy: string, page: string) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }).end(page)
}
