import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callCinetpay } from './cinetpay-call'

const paid = '{"code":"00","data":{"status":"ACCEPTED"}}'
const heard: Record<string, string | string[] | undefined>[] = []
const server = createServer((request, response) => {
  heard.push(request.headers)
  const status = Number(request.url?.slice(1))
  const bodies: Record<number, string> = { 204: '', 206: '[1]', 207: 'null', 208: '{"code"' }
  response.writeHead(status, { location: '/200', 'content-type': 'application/json' }).end(bodies[status] ?? paid)
})
let url = ''

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

test.each([200, 201, 400, 403, 404])('HTTP %i with a JSON object is an answer', async (status) => {
  expect(await callCinetpay(`${url}/${status}`, { method: 'POST' })).toEqual({ status, body: JSON.parse(paid) })
})

test.each([301, 302, 307, 429, 500, 502, 503])('HTTP %i is a fault, even with a body that says paid', async (status) => {
  expect(await callCinetpay(`${url}/${status}`, { method: 'POST' })).toEqual({ fault: `HTTP ${status}` })
})

test.each([204, 206, 207, 208])('HTTP %i with no JSON object is a fault', async (status) => {
  expect(await callCinetpay(`${url}/${status}`, { method: 'POST' })).toEqual({ fault: expect.any(String) })
})

test('a closed port is a fault; every call says who asks', async () => {
  expect(await callCinetpay('http://127.0.0.1:9/', {})).toEqual({ fault: expect.stringMatching(/^TypeError/) })
  expect(new Set(heard.map((headers) => headers['user-agent']))).toEqual(new Set(['Pouire/1.0']))
})
