import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { db, schema } from '@/db'
import { deletePhoto } from '@/lib/photos/delete-photo'
import { failPhoto } from '@/lib/photos/fail-photo'
import { findPhoto } from '@/lib/photos/queries'
import { retryIngest } from '@/lib/photos/retry-ingest'
import { partBytes, sendFile } from '@/lib/photos/testing'
import { deleteObject, getObject, headObject, putObject } from '@/lib/storage'
import { aPhotographer } from '@/lib/testing'
import { aPicture, expectWhole, publicObjects, send, withImageProcesses } from './ingest-testing'
import { processPhoto, type Step } from './process-photo'

withImageProcesses()

const isGone = (bucket: 'originals' | 'watermarked' | 'thumbnails', key: string) =>
  expect(headObject({ bucket, key }), key).rejects.toMatchObject({ code: 'not_found' })
const eventsOf = async (photoId: string) => (await db.select().from(schema.outbox)).filter((row) => row.data.photoId === photoId).map((row) => row.name)

/** A file that is completed and waits to be taken in. */
async function anUpload(file?: Buffer) {
  const bytes = file ?? (await aPicture())
  const { actor } = await aPhotographer()
  const { photoId, urls } = await sendFile(actor, bytes)
  const { uploadKey } = await findPhoto(photoId)
  return { actor, photoId, urls, uploadKey, file: bytes }
}

/** Whoever could write to the key of an upload after its bytes were looked at. */
const swap = (uploadKey: string, body: Buffer) => putObject({ bucket: 'originals', key: uploadKey, body, mimeType: 'image/jpeg' })

test('the same file again is failed, with other words for one’s own than for somebody else’s', async () => {
  const file = await aPicture()
  const seller = await aPhotographer()
  expect((await send(file, { seller })).photo.status).toBe('ready')
  expect((await send(file, { seller })).photo).toMatchObject({ status: 'failed', failureKey: 'duplicate' })
  expect((await send(file)).photo).toMatchObject({ status: 'failed', failureKey: 'duplicateElsewhere' })
})

test('the same file sent by five people at once comes in once, and the others leave nothing', async () => {
  const file = await aPicture()
  const sent = await Promise.all(Array.from({ length: 5 }, () => send(file)))
  expect(sent.map(({ photo }) => photo.status).sort()).toEqual(['failed', 'failed', 'failed', 'failed', 'ready'])
  for (const { photo } of sent) {
    if (photo.status === 'ready') await expectWhole(photo, file)
    else for (const key of [photo.uploadKey, photo.originalKey ?? '']) await isGone('originals', key)
  }
})

test('what is put at the signed addresses after ingest changes nothing', async () => {
  const { photoId, urls, uploadKey, file } = await anUpload()
  await processPhoto(photoId)
  for (const url of urls) expect((await fetch(url, { method: 'PUT', body: partBytes(Buffer.alloc(file.length, 7), 1) })).status).toBe(404)
  await swap(uploadKey, Buffer.alloc(file.length, 7))
  expect(await processPhoto(photoId)).toBeNull()
  const photo = await findPhoto(photoId)
  expect(photo.status).toBe('ready')
  await expectWhole(photo, file)
})

test('a file put between the steps of one run changes nothing', async () => {
  const { photoId, uploadKey, file } = await anUpload()
  const ended = await processPhoto(photoId, async (_, work) => {
    const done = await work()
    await swap(uploadKey, Buffer.alloc(file.length, 7))
    return done
  })
  expect(ended).toBe('ready')
  await expectWhole(await findPhoto(photoId), file)
})

test.each(['first', 'second'] as const)(
  'of two interleaved runs with another file put between them, the %s is kept whole and the other leaves nothing',
  async (winner) => {
    const [one, two] = [await aPicture(), await aPicture()]
    const size = Math.max(one.length, two.length) + 64
    const files = { first: padded(one, size), second: padded(two, size) }
    const { photoId, uploadKey } = await anUpload(files.first)

    const stored: Record<string, string[]> = { first: [], second: [] }
    const noting = (run: 'first' | 'second', before: (id: string) => Promise<unknown>): Step => {
      return async (id, work) => {
        await before(id)
        const done = await work()
        stored[run]?.push(...keysIn(done))
        return done
      }
    }
    const [secondMade, firstKept] = [aGate(), aGate()]
    let second: Promise<unknown> = Promise.resolve()
    const first = processPhoto(
      photoId,
      noting('first', async (id) => {
        if (id !== 'keep-pictures') return
        await swap(uploadKey, files.second)
        second = processPhoto(
          photoId,
          noting('second', async (next) => {
            if (next !== 'keep-pictures') return
            secondMade.open()
            if (winner === 'first') await firstKept.passed
          }),
        )
        await Promise.race([secondMade.passed, second])
        if (winner === 'second') await second
      }),
    )
    expect(await first).toBe('ready')
    firstKept.open()
    expect(await second).toBe('ready')

    const photo = await findPhoto(photoId)
    await expectWhole(photo, files[winner])
    expect(photo.sha256).toBe(createHash('sha256').update(files[winner]).digest('hex'))
    const [kept, left] = winner === 'first' ? [stored.first, stored.second] : [stored.second, stored.first]
    const named = [photo.originalKey, photo.deliveryKey, photo.previewKey, photo.previewJpegKey, photo.largeKey, photo.mediumKey, photo.smallKey]
    expect(new Set(kept)).toEqual(new Set(named))
    expect(new Set(left).size).toBe(7)
    for (const key of left ?? []) for (const bucket of ['originals', 'watermarked', 'thumbnails'] as const) await isGone(bucket, key)
  },
)

/** Every key of an object in what a step gave. */
const keysIn = (done: unknown) =>
  [...(JSON.stringify(done) ?? '').matchAll(/"((?:originals|delivery)\/[^"]+|[\da-f]{32}-[\da-f]{8}\.(?:webp|jpg))"/g)].map(([, key]) => key ?? '')

test('steps that are repeated, and steps cut off between them, end in one whole photo', async () => {
  const { photoId, file } = await anUpload()
  const cut = new Error('the machine stopped here')
  for (const last of ['take-upload', 'make-pictures']) {
    const interrupted = processPhoto(photoId, async (id, work) => {
      const done = await work()
      if (id === last) throw cut
      return done
    })
    await expect(interrupted).rejects.toBe(cut)
  }
  const twice = await processPhoto(photoId, async (_, work) => {
    await work()
    return JSON.parse(JSON.stringify(await work()))
  })
  expect(twice).toBe('ready')
  await expectWhole(await findPhoto(photoId), file)
  const past = await db.select().from(schema.histories).where(eq(schema.histories.subjectId, photoId))
  expect(past.map((step) => step.toState).sort()).toEqual(['draft', 'processing', 'ready', 'uploaded'])
})

test('a photo deleted while it is taken in stays deleted, and nothing of it is left in public', async () => {
  const { actor, photoId } = await anUpload()
  const made: string[] = []
  const ended = await processPhoto(photoId, async (id, work) => {
    if (id === 'keep-pictures') await deletePhoto(actor, { photoId })
    const done = await work()
    made.push(...keysIn(done).filter((key) => !key.includes('/')))
    return done
  })
  expect(ended).toBe('deleted')
  expect(made).toHaveLength(5)
  for (const key of made) for (const bucket of ['watermarked', 'thumbnails'] as const) await isGone(bucket, key)
})

test('two photos of the same pixels have each their own public pictures', async () => {
  const seller = await aPhotographer()
  const [one, two] = [await send(await aPicture(), { seller }), await send(await aPicture(), { seller })]
  const [keysOfOne, keysOfTwo] = [await publicObjects(one.photo), await publicObjects(two.photo)].map((objects) => objects.map(({ key }) => key))
  expect(new Set([...(keysOfOne ?? []), ...(keysOfTwo ?? [])]).size).toBe(10)
})

test('an upload that vanished is failed in words', async () => {
  const { photoId, uploadKey } = await anUpload()
  await deleteObject({ bucket: 'originals', key: uploadKey })
  expect(await processPhoto(photoId)).toBe('failed')
  expect(await findPhoto(photoId)).toMatchObject({ failureKey: 'missing' })
})

test('a photo parked after our own trouble keeps its upload alone, and is taken in when its owner tries again', async () => {
  const { actor, photoId, uploadKey, file } = await anUpload()
  const poison = processPhoto(photoId, async (id, work) => {
    if (id === 'keep-pictures') throw new Error('the machine stopped here')
    return work()
  })
  await expect(poison).rejects.toThrow()
  expect(await failPhoto(photoId, 'trouble', { cause: 'the machine stopped here' })).toBe('failed')
  const parked = await findPhoto(photoId)
  expect(parked).toMatchObject({ status: 'failed', failureKey: 'trouble', previewKey: null })
  await isGone('originals', parked.originalKey ?? '')
  expect((await getObject({ bucket: 'originals', key: uploadKey })).equals(file)).toBe(true)

  const { actor: stranger } = await aPhotographer()
  await expect(retryIngest(stranger, { photoId })).rejects.toMatchObject({ code: 'not_found' })
  await Promise.all([retryIngest(actor, { photoId }), retryIngest(actor, { photoId })])
  expect(await eventsOf(photoId)).toEqual(['photo/uploaded', 'photo/uploaded']) // The first of its completion, one of trying again.
  expect(await processPhoto(photoId)).toBe('ready')
  await expectWhole(await findPhoto(photoId), file)
  await expect(retryIngest(actor, { photoId })).rejects.toMatchObject({ code: 'conflict' })
})

test('a file at fault cannot be tried again, and its upload is gone', async () => {
  const { photo, actor } = await send(Buffer.from('no picture'))
  expect(photo).toMatchObject({ status: 'failed', failureKey: 'notAnImage' })
  await isGone('originals', photo.uploadKey)
  await expect(retryIngest(actor, { photoId: photo.id })).rejects.toMatchObject({ code: 'conflict', key: 'ingest.sendAgain' })
})

test('an older try that ends badly does not fail the photo a newer one has begun', async () => {
  const { photoId, file } = await anUpload()
  const older = aGate()
  const outdated = processPhoto(photoId, async (id, work) => {
    if (id !== 'make-pictures') return work()
    await older.passed
    return { refused: 'missing' } as never
  })
  await expect(
    processPhoto(photoId, async (id, work) => {
      const done = await work()
      if (id === 'take-upload') {
        older.open()
        expect(await outdated).toBe('processing')
      }
      return done
    }),
  ).resolves.toBe('ready')
  await expectWhole(await findPhoto(photoId), file)
})

/** One waits for `passed` until another opens it. */
function aGate() {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open: () => open(), passed }
}

/** The same picture as a file of `size` bytes: a comment fills it up. */
function padded(jpeg: Buffer, size: number) {
  const comment = Buffer.alloc(size - jpeg.length, 32)
  comment.writeUInt16BE(0xfffe, 0)
  comment.writeUInt16BE(comment.length - 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)])
}
