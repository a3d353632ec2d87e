import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getObject, headObject, putObject } from './storage'

let status = 503
const inTrouble = createServer((_, response) => response.writeHead(status).end())

beforeAll(async () => {
  await once(inTrouble.listen(0, '127.0.0.1'), 'listening')
  const address = inTrouble.address()
  process.env.S3_ENDPOINT = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}` // Read on the first call, below.
})
afterAll(() => inTrouble.close())

const at = { bucket: 'originals' as const, key: 'originals/any' }
const down = { code: 'unavailable', key: 'storageDown' }

test('a store in trouble, and one that is gone, are said to be down; a refusal of ours is a bug and stays one', async () => {
  await expect(headObject(at)).rejects.toMatchObject(down)
  status = 403
  await expect(headObject(at)).rejects.not.toMatchObject(down)
  inTrouble.close()
  inTrouble.closeAllConnections()
  await expect(getObject(at)).rejects.toMatchObject(down)
  await expect(putObject({ ...at, body: Buffer.from('x'), mimeType: 'image/jpeg' })).rejects.toMatchObject(down)
})
