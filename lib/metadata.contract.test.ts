import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readMetadata } from '@/lib/metadata'
import { closeExiftool, exiftool } from '@/lib/metadata/exiftool'

let folder: string
let picture: Buffer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pouire-test-'))
  picture = await sharp({ create: { width: 32, height: 32, channels: 3, background: '#864' } })
    .jpeg()
    .toBuffer()
})
afterAll(async () => {
  await closeExiftool()
  await rm(folder, { recursive: true })
})

let count = 0
/** What is read of a picture after ExifTool wrote these tags into it. */
async function wordsAfter(tags: Record<string, unknown>, ...args: string[]) {
  const path = join(folder, `${count++}.jpg`)
  await writeFile(path, picture)
  await exiftool().write(path, tags as never, { writeArgs: [...args, '-overwrite_original'] })
  return readMetadata(path)
}

const written = {
  'IPTC:ObjectName': 'Fillette à l’école',
  'IPTC:Caption-Abstract': 'Été à l’île de Gorée, près d’un château où l’on fête Noël. « Ça va ? »',
  'IPTC:Keywords': ['étal', 'forêt', 'pêche à pied', 'août'],
  'IPTC:By-line': 'Aïssata Koné',
  'IPTC:City': 'Thiès',
  'IPTC:Country-PrimaryLocationName': 'Sénégal',
}
const meant = {
  titleFr: 'Fillette à l’école',
  descriptionFr: 'Été à l’île de Gorée, près d’un château où l’on fête Noël. « Ça va ? »',
  tags: ['étal', 'forêt', 'pêche à pied', 'août'],
  creator: 'Aïssata Koné',
  city: 'Thiès',
  countries: ['Sénégal'],
}

test.each([
  ['Latin-1', ['-charset', 'iptc=Latin']],
  ['UTF-8 that is not declared', ['-charset', 'iptc=UTF8']],
  ['MacRoman', ['-charset', 'iptc=MacRoman']],
])('IPTC words in %s are read as they were meant', async (_, charset) => {
  expect(await wordsAfter(written, ...charset)).toMatchObject(meant)
})

test('IPTC words in UTF-8 that is declared are read as they were meant, and so are signs that would tell of a Mac elsewhere', async () => {
  expect(await wordsAfter({ 'IPTC:CodedCharacterSet': 'UTF8', ...written })).toMatchObject(meant)
  const odd = await wordsAfter({ 'IPTC:CodedCharacterSet': 'UTF8', 'IPTC:ObjectName': 'Željko et MarchŽ' })
  expect(odd.titleFr).toBe('Željko et MarchŽ')
})

test.each([
  ['Latin-1', 'Latin'],
  ['UTF-8', 'UTF8'],
  ['MacRoman', 'MacRoman'],
])('EXIF words in %s, which never is declared, are read as they were meant', async (_, charset) => {
  const words = await wordsAfter({ 'IFD0:ImageDescription': written['IPTC:Caption-Abstract'], 'IFD0:Artist': 'Aïssata Koné' }, '-charset', `exif=${charset}`)
  expect(words).toMatchObject({ descriptionFr: meant.descriptionFr, creator: 'Aïssata Koné' })
})

test('words of one table do not depend on which of them show it: an accent alone is read like the rest of its file', async () => {
  const words = await wordsAfter({ 'IPTC:ObjectName': 'Noël', 'IPTC:City': 'Gorée' }, '-charset', 'iptc=MacRoman')
  expect(words).toMatchObject({ titleFr: 'Noël', city: 'Gorée' })
})

test('XMP is read in each of its languages, with its lists, places and dates', async () => {
  const words = await wordsAfter({
    'XMP-dc:Title': 'Boats at dawn',
    'XMP-dc:Title-en-US': 'Boats at dawn',
    'XMP-dc:Title-fr-FR': 'Pirogues à l’aube',
    'XMP-dc:Description-fr': 'Retour de pêche.',
    'XMP-dc:Subject': ['pirogue', '2012', 'pêche'],
    'XMP-dc:Creator': ['Awa Diop', 'Kofi Mensah'],
    'XMP-iptcExt:LocationShownCity': ['Mbour'],
    'XMP-iptcExt:LocationShownCountryCode': ['SEN'],
    'XMP-photoshop:DateCreated': '2019:05:04 10:00:00+02:00',
  })
  expect(words).toMatchObject({
    titleFr: 'Pirogues à l’aube',
    titleEn: 'Boats at dawn',
    descriptionFr: 'Retour de pêche.',
    tags: ['pirogue', '2012', 'pêche'],
    creator: 'Awa Diop, Kofi Mensah',
    city: 'Mbour',
    countries: ['SEN'],
    takenAt: '2019-05-04T08:00:00.000Z',
  })
})

test('camera, lens, exposure and date come from EXIF; what the camera wrote about itself is no description', async () => {
  const words = await wordsAfter({
    'IFD0:ImageDescription': 'OLYMPUS DIGITAL CAMERA         ',
    'IFD0:Make': 'Canon',
    'IFD0:Model': 'Canon EOS R6',
    'ExifIFD:LensModel': 'RF35mm F1.8 MACRO IS STM',
    'ExifIFD:ExposureTime': '1/250',
    'ExifIFD:FNumber': 2.8,
    'ExifIFD:ISO': 400,
    'ExifIFD:FocalLength': 35,
    'ExifIFD:DateTimeOriginal': '2024:03:01 10:00:00',
    'ExifIFD:OffsetTimeOriginal': '+01:00',
  })
  expect(words).toMatchObject({
    descriptionFr: '',
    camera: 'Canon EOS R6',
    lens: 'RF35mm F1.8 MACRO IS STM',
    exposure: '1/250 s, f/2.8, ISO 400, 35 mm',
    takenAt: '2024-03-01T09:00:00.000Z',
  })
})
