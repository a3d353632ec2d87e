import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { z } from 'zod'
import { type Merchant, openBooks, type Transaction } from './books'
import { backdate, backdateInput, booksPage, readBooks } from './books-page'
import { type Answer, check, initialise, refuse } from './checkout'
import { decide, decision } from './decide'
import { type Call, clearDials, dialsInput, listDials, setDials, takeDial } from './dials'
import { answerHtml, answerJson, type Exchange, parseJson, readBody } from './exchange'
import { makeSender } from './notify'
import { type Deed, deeds, operatorsFor, payPage, returnPage, unknownPaymentPage } from './pay-page'
import { addContacts, advanceTransfers, balance, checkTransfer, endTransfer, login, send, tokenFault } from './transfers'
import { startWorker } from './worker'

export type CinetpayOptions = {
  /** 0 for any free port. */
  port: number
  databaseUrl: string
  apiKey: string
  siteId: string
  secretKey: string
  transferPassword?: string
  /** A fixed payout balance, XOF, in place of the accepted payments. */
  payoutBalanceXof?: number
  /** Waits before a notification that was not answered 200 goes out again; after the last it is given up. */
  retryDelaysMs?: number[]
  log?: (line: string) => void
}

type Desk = { pool: Pool; merchant: Merchant; origin: string; wake: () => void }

const usualRetriesMs = [1_000, 5_000, 30_000, 120_000, 600_000, 3_600_000]

/**
 * A CinetPay (CHECKOUT-V2 and its transfers) listens on loopback with its own books in the database given, and carries on
 * with the notifications and transfers left open there. What it can be made to do wrong is listed in `dials.ts`.
 */
export async function startCinetpay(options: CinetpayOptions): Promise<{ url: string; close(): Promise<void> }> {
  const log = options.log ?? (() => undefined)
  const pool = await openBooks(options.databaseUrl, log)
  const merchant: Merchant = { ...options, transferPassword: options.transferPassword ?? 'simulator', payoutBalanceXof: options.payoutBalanceXof ?? null }
  const sender = makeSender(pool, options.retryDelaysMs ?? usualRetriesMs, () => worker.wake(), log)
  const worker = startWorker([() => advanceTransfers(pool), sender.sendDue], log)
  const desk: Desk = { pool, merchant, origin: '', wake: worker.wake }
  const server = createServer((request, response) => {
    serve(desk, request, response).catch((error: Error) => {
      log(`cinetpay: ${request.method} ${request.url}: ${error.stack}`)
      if (!response.headersSent) answerJson(response, 500, { message: error.message })
    })
  })
  server.listen(options.port, '127.0.0.1')
  await once(server, 'listening')
  desk.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  worker.wake()
  return {
    url: desk.origin,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections() // Also those that a time-out dial leaves open.
      await closed
      await worker.close()
      await sender.close()
      await pool.end()
    },
  }
}

async function serve(desk: Desk, request: IncomingMessage, response: ServerResponse) {
  const body = await readBody(request)
  if (body === null) return void response.writeHead(413, { connection: 'close' }).end()
  const url = new URL(request.url ?? '/', desk.origin)
  const exchange: Exchange = { request, response, url, body }
  const { pathname } = url
  if (pathname.startsWith('/payment/')) return hostedPage(desk, exchange, pathname.slice('/payment/'.length))
  if (pathname === '/v2/payment' || pathname === '/v2/payment/check') return checkout(desk, exchange)
  if (pathname.startsWith('/v1/')) return transfers(desk, exchange)
  return control(desk, exchange)
}

/** The answer goes out, unless a dial spoils it; with `created` the work is done all the same. */
async function answerCall(desk: Desk, { response }: Exchange, call: Call, id: string | null, work: () => Promise<Answer>) {
  const delay = await takeDial(desk.pool, 'delay', id, call)
  if (delay) await sleep(delay.ms)
  for (const name of ['time-out', 'status-500', 'status-429', 'not-json'] as const) {
    const fault = await takeDial(desk.pool, name, id, call)
    if (!fault) continue
    if (fault.created) await work()
    desk.wake()
    if (name === 'time-out') return
    if (name === 'status-429') return answerJson(response, 429, refuse('429', 'TOO_MANY_REQUEST', 'suspicious activity').body)
    return answerHtml(response, name === 'status-500' ? 500 : 200, '<!doctype html><title>Bad gateway</title><p>Service temporarily unavailable')
  }
  const { status, body } = await work()
  answerJson(response, status, body)
  desk.wake()
}

async function checkout(desk: Desk, exchange: Exchange) {
  const { request, response, url } = exchange
  if (request.method !== 'POST') return answerJson(response, 405, refuse('403', 'Forbidden', 'POST only').body)
  const agent = request.headers['user-agent']
  const unseen = !agent
    ? refuse('1010', 'Forbidden', 'no User-Agent')
    : !/^application\/json\b/i.test(request.headers['content-type'] ?? '')
      ? refuse('403', 'Forbidden', 'the content type is not application/json')
      : null
  if (unseen) return answerJson(response, unseen.status, unseen.body)
  const parsed = z.record(z.string(), z.unknown()).safeParse(parseJson(exchange.body))
  if (!parsed.success) {
    const refusal = refuse('608', 'MINIMUM_REQUIRED_FIELDS', 'the body is not a JSON object')
    return answerJson(response, refusal.status, refusal.body)
  }
  const body = parsed.data
  const id = typeof body.transaction_id === 'string' ? body.transaction_id : null
  if (url.pathname === '/v2/payment') return answerCall(desk, exchange, 'initialise', id, () => initialise(desk.pool, desk.merchant, desk.origin, body))
  return answerCall(desk, exchange, 'check', id, () => check(desk.pool, desk.merchant, body))
}

async function transfers({ pool, merchant, ...desk }: Desk, exchange: Exchange) {
  const { request, url, body } = exchange
  const form = new URLSearchParams(body)
  const withToken = (work: () => Promise<Answer>) => async () => tokenFault(merchant, url.searchParams) ?? work()
  const clientId = url.searchParams.get('client_transaction_id') ?? /"client_transaction_id":\s*"([^"]+)"/.exec(form.get('data') ?? '')?.[1] ?? null
  const answer = (call: Call, work: () => Promise<Answer>) => answerCall({ pool, merchant, ...desk }, exchange, call, clientId, work)
  switch (`${request.method} ${url.pathname}`) {
    case 'POST /v1/auth/login':
      return answer('login', async () => login(merchant, form))
    case 'GET /v1/transfer/check/balance':
      return answer(
        'balance',
        withToken(() => balance(pool, merchant)),
      )
    case 'POST /v1/transfer/contact':
      return answer(
        'contact',
        withToken(() => addContacts(pool, form)),
      )
    case 'POST /v1/transfer/money/send/contact':
      return answer(
        'send',
        withToken(() => send(pool, merchant, form)),
      )
    case 'GET /v1/transfer/check/money':
      return answer(
        'transfer-check',
        withToken(() => checkTransfer(pool, url.searchParams)),
      )
    default:
      return answerJson(exchange.response, 404, { code: '723', message: 'NOT_FOUND' })
  }
}

async function hostedPage(desk: Desk, { request, response, body }: Exchange, token: string) {
  const { rows } = await desk.pool.query<Transaction>('select * from transactions where payment_token = $1', [token])
  const payment = rows[0]
  if (!payment) return answerHtml(response, 404, unknownPaymentPage(request.headers['accept-language']?.startsWith('en') ? 'en' : 'fr'))
  if (request.method !== 'POST') return answerHtml(response, 200, payPage(payment))
  const form = new URLSearchParams(body)
  const deed = form.get('deed') ?? ''
  const method = operatorsFor(payment).find(({ code }) => code === form.get('operator'))?.code
  if (!Object.hasOwn(deeds, deed)) return answerHtml(response, 400, payPage(payment))
  const outcome = deeds[deed as Deed]
  if (outcome && !method) return answerHtml(response, 400, payPage(payment))
  const phone = form.get('phone')?.replace(/^\+?225|\D/g, '') ?? ''
  const given = { transaction_id: payment.transaction_id, outcome, method, phone: phone.length >= 6 && method !== 'VISAM' ? phone.slice(0, 15) : undefined }
  const decided = outcome ? await decide(desk.pool, desk.merchant, decision.parse(given)) : null
  desk.wake()
  const way = (await takeDial(desk.pool, 'return-get', payment.transaction_id)) ? 'get' : 'post'
  return answerHtml(response, 200, returnPage(decided && 'payment' in decided ? decided.payment : payment, way))
}

const decisionInput = z.union([decision, z.strictObject({ client_transaction_id: z.string(), outcome: z.enum(['VAL', 'REJ']) })])

/** What only tests, the seed and a curious human call. */
async function control(desk: Desk, { request, response, url, body }: Exchange) {
  const { pool, merchant } = desk
  const read = <T>(schema: z.ZodType<T>): T | undefined => {
    const given = schema.safeParse(parseJson(body))
    if (!given.success) answerJson(response, 400, { message: z.prettifyError(given.error) })
    return given.data
  }
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /':
      return answerHtml(response, 200, await booksPage(pool, merchant))
    case 'GET /_books':
      return answerJson(response, 200, await readBooks(pool, merchant))
    case 'GET /_dials':
      return answerJson(response, 200, await listDials(pool))
    case 'DELETE /_dials':
      await clearDials(pool)
      return answerJson(response, 200, [])
    case 'POST /_dials': {
      const dials = read(dialsInput)
      if (!dials) return
      await setDials(pool, dials)
      return answerJson(response, 200, await listDials(pool))
    }
    case 'POST /_backdate': {
      const dates = read(backdateInput)
      if (!dates) return
      const absent = await backdate(pool, dates)
      return answerJson(response, absent.length ? 404 : 200, { absent })
    }
    case 'POST /_decide': {
      const given = read(decisionInput)
      if (!given) return
      const done = 'client_transaction_id' in given ? await endTransfer(pool, given.client_transaction_id, given.outcome) : await decide(pool, merchant, given)
      desk.wake()
      const status =
        !done || ('kind' in done && done.kind === 'unknown')
          ? 404
          : 'kind' in done && done.kind === 'already'
            ? 409
            : 'kind' in done && done.kind === 'bad-code'
              ? 400
              : 200
      return answerJson(response, status, done ?? { kind: 'unknown' })
    }
    default:
      return answerJson(response, 404, { message: 'There is nothing here.' })
  }
}
