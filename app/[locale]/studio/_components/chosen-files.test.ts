import { expect, test } from 'vitest'
import words from '@/messages/fr/upload.json'
import { AT_ONCE, choose, filesOfDrop } from './dropped-files'
import { fingerprintOf, hash } from './fingerprint'
import { makeSpeed } from './speed'
import { leftWords } from './upload-words'

const named = (...names: string[]) => names.map((name) => new File(['x'], name))
const namesOf = (files: File[]) => files.map(({ name }) => name)

test('files named one by one are all taken; of a folder only pictures, and the rest is counted', () => {
  const { files, others, tooMany } = choose(named('lettre.txt'), named('a.JPG', 'b.jpeg', 'c.png', 'd.CR2', 'd.xmp', '.DS_Store', 'Thumbs.db', '._a.jpg'))
  expect(namesOf(files)).toEqual(['lettre.txt', 'a.JPG', 'b.jpeg', 'c.png'])
  expect([others, tooMany]).toEqual([2, 0])
})

test('beyond 200 at once the rest is counted', () => {
  const { files, tooMany } = choose(named(...Array.from({ length: 203 }, (_, index) => `${index}.jpg`)))
  expect([files.length, tooMany]).toEqual([AT_ONCE, 3])
})

/** A file and a folder as a browser hands them over in a drop; a folder tells of a hundred entries at a time, and then of none. */
const fileEntry = (name: string) => ({ isFile: true, isDirectory: false, file: (done: (file: File) => void) => done(new File(['x'], name)) })
const folderEntry = (...entries: object[]): object => ({
  isFile: false,
  isDirectory: true,
  createReader: () => {
    const left = [...entries]
    return { readEntries: (done: (some: object[]) => void) => done(left.splice(0, 100)) }
  },
})
const dropOf = (...entries: { isDirectory?: boolean; file?: unknown }[]) =>
  ({
    items: entries.map((entry) => ({
      kind: 'file',
      webkitGetAsEntry: () => entry,
      getAsFile: () => (entry.isDirectory ? null : new File(['x'], 'seule.jpg')),
    })),
  }) as unknown as DataTransfer

test('of a dropped folder every picture is found, in folders under it too, and past the first hundred', async () => {
  const inner = folderEntry(fileEntry('b.png'), folderEntry(fileEntry('c.jpeg')), fileEntry('notes.txt'))
  const many = Array.from({ length: 120 }, (_, index) => fileEntry(`${index}.jpg`))
  const { files, others, tooMany } = await filesOfDrop(dropOf(fileEntry('seule.jpg'), folderEntry(...many, inner)))
  expect(namesOf(files)).toEqual(['seule.jpg', ...many.map((_, index) => `${index}.jpg`), 'b.png', 'c.jpeg'])
  expect([others, tooMany]).toEqual([1, 0])
})

test('a file or a folder that cannot be opened is counted and the rest of the drop is taken', async () => {
  const lockedFile = { isFile: true, isDirectory: false, file: (_: unknown, fail: (error: Error) => void) => fail(new Error('no right')) }
  const lockedFolder = {
    isFile: false,
    isDirectory: true,
    createReader: () => ({ readEntries: (_: unknown, fail: (error: Error) => void) => fail(new Error('no right')) }),
  }
  const { files, others } = await filesOfDrop(dropOf(folderEntry(lockedFile, fileEntry('a.jpg')), lockedFolder, folderEntry(fileEntry('b.jpg'))))
  expect(namesOf(files)).toEqual(['a.jpg', 'b.jpg'])
  expect(others).toBe(2)
})

test('the same file has the same fingerprint under any name; another date, size, beginning or end has another', async () => {
  const body = (first = 1, last = 1, size = 300_000) => {
    const bytes = new Uint8Array(size)
    bytes[0] = first
    bytes[size - 1] = last
    return bytes
  }
  const file = (bytes: Uint8Array<ArrayBuffer>, lastModified = 5, name = 'a.jpg') => fingerprintOf(new File([bytes], name, { lastModified }))
  const one = await file(body())
  expect(one).toMatch(/^[\da-f]{64}$/)
  expect(await file(body(), 5, 'renamed.jpg')).toBe(one)
  for (const other of [file(body(2)), file(body(1, 2)), file(body(1, 1, 300_001)), file(body(), 6)]) expect(await other).not.toBe(one)
  expect(await hash(new Blob(['abc']))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('the speed is that of the last ten seconds', () => {
  let at = 0
  const speed = makeSpeed(() => at)
  speed.add(1_000_000)
  expect(speed.now()).toBe(0)
  at = 20_000
  speed.add(100)
  at = 22_000
  speed.add(300)
  expect(speed.now()).toBe(200)
})

test('the time left is told no more exactly than one can know', () => {
  expect([59, 60, 61, 3_600, 5_000].map((seconds) => leftWords(seconds, words))).toEqual([
    'moins d’une minute',
    'environ 1 min',
    'environ 2 min',
    'environ 1 h 00',
    'environ 1 h 24',
  ])
})
