import { afterAll, expect, test } from 'vitest'
import { foundIn, mutatedFiles, realPhotos, tryCorpus } from '@/bench/corpus'
import { seedFiles } from '@/bench/seed-files'
import { closeExiftool } from '@/lib/metadata/exiftool'

const FILES = 300

afterAll(closeExiftool)

test(`${FILES} damaged files are each drawn or refused in words, by processes that never end; what is drawn tells only whose it is`, async () => {
  const { files, drawn, refused, faults } = await tryCorpus(await mutatedFiles(FILES))
  expect(faults).toEqual([])
  expect(files).toBe(FILES)
  expect(drawn).toBeGreaterThan(30) // Some damage is invisible to any decoder,
  expect(files - drawn).toBeGreaterThan(100) // but not most of it.
  expect(Object.keys(refused).length).toBeGreaterThan(2)
}, 900_000) // Only against a hung run: a busy machine takes minutes.

test('the seeds themselves are taken, and carry what is looked for', async () => {
  const seeds = await seedFiles()
  expect(await tryCorpus(seeds)).toMatchObject({ drawn: 6, faults: [] })
  const found = await Promise.all(seeds.map(foundIn))
  expect(found.filter((list) => list.includes('exif'))).toHaveLength(3)
  expect(found.filter((list) => list.includes('exif:GPSLatitude'))).toHaveLength(3)
})

const photos = await realPhotos()
test.skipIf(photos.length === 0)('of the real photos, none disturbs a process, and none that is drawn tells more than whose it is', async () => {
  const { files, drawn, faults } = await tryCorpus(photos)
  expect(faults).toEqual([])
  expect(files).toBeGreaterThan(20)
  expect(drawn).toBeGreaterThan(15)
})
