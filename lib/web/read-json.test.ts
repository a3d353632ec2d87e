import { expect, test } from 'vitest'
import { readJson } from './read-json'

const read = (body: BodyInit | null) => readJson(new Request('http://localhost/api', { method: 'POST', body, duplex: 'half' } as RequestInit))
const refused = { code: 'invalid', key: 'badInput' }

test('a body is read as JSON, and anything else is refused', async () => {
  expect(await read('{"titleFr":"Étal","tags":["a"]}')).toEqual({ titleFr: 'Étal', tags: ['a'] })
  for (const body of ['', '{', 'titre', null]) await expect(read(body)).rejects.toMatchObject(refused)
})

test('text with a NUL is refused wherever it stands', async () => {
  for (const body of ['"a\\u0000b"', '{"titleFr":"a\\u0000b"}', '{"tags":["a",["\\u0000"]]}']) await expect(read(body)).rejects.toMatchObject(refused)
})

test('a body without end is read no further than 128 kB', async () => {
  let sent = 0
  const endless = new ReadableStream<Uint8Array>({
    pull(to) {
      sent += 1
      if (sent > 1_000) to.close()
      else to.enqueue(new Uint8Array(16 * 1024).fill(0x20))
    },
  })
  await expect(read(endless)).rejects.toMatchObject(refused)
  expect(sent).toBeLessThan(20)
})
