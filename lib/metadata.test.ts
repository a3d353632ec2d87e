import { expect, test } from 'vitest'
import { wordsOf } from '@/lib/metadata'
import { codedPicture } from '@/lib/metadata/coded-picture'
import { cleanText, isMacRoman, repairText } from '@/lib/metadata/repair-text'

test('UTF-8 that was read as Windows-1252 is put right, cut at a field’s limit too, and right text is left alone', () => {
  expect(repairText({ text: 'MarchÃ© de lâ€™Ã©tÃ©' })).toBe('Marché de l’été')
  expect(repairText({ text: 'FÃªte du FestimaÃ' })).toBe('Fête du Festima')
  for (const right of ['Marché', 'Caf\u00e9', 'été à Lomé', 'Ãbc', 'Зима', 'photo', '“déjà”', 'ÅÄÖ']) expect(repairText({ text: right })).toBe(right)
  expect(repairText({ text: 'Caf\ufffd', raw: Uint8Array.from([0x43, 0x61, 0x66, 0xe9]) })).toBe('Café')
})

test.each([
  ['MarchŽ', 'Marché'],
  ['Žtal de piments', 'étal de piments'],
  ['ƒcole du village', 'École du village'],
  ['FRAN‚AIS', 'FRANÇAIS'],
  ['Voilˆ la plage', 'Voilà la plage'],
  ['ch‰teau', 'château'],
  ['Le c™tier', 'Le côtier'],
  ['fin aožt', 'fin août'],
  ['Fillette au tissu bleu, for\u0090t', 'Fillette au tissu bleu, forêt'],
  ['LÕ”le de GorŽe', 'L’île de Gorée'],
  ['SŽnŽgal Ç Teranga È', 'Sénégal « Teranga »'],
])('MacRoman that nothing declares: %s is %s', (text, meant) => {
  expect(repairText({ text }, isMacRoman({ text }))).toBe(meant)
})

test.each([
  'l’eau',
  'cœur',
  'Dražen Žižek',
  'Togo ƒe dukɔ',
  'Lome ƒe',
  'un “mot” juste',
  '5‰ de sel',
  'Paris – Lomé',
  'Kodak™ Portra',
  'N‘Djamena',
  'été',
  'rouge•vert',
])('Windows-1252 stays what it is: %s', (text) => {
  expect(isMacRoman({ text })).toBe(false)
  expect(repairText({ text })).toBe(text)
})

test('control characters and marks that turn text round are dropped, and text is bounded', () => {
  expect(cleanText('a\u0000b\u202egpj\u0007\r\nc', 100)).toBe('abgpj\nc')
  expect(cleanText('x'.repeat(300), 120)).toHaveLength(120)
})

test('what a camera writes by itself is no description, and the next field is asked', () => {
  const said = (description: string) => wordsOf({ 'IPTC:Caption-Abstract': description, 'IFD0:ImageDescription': 'Une pirogue' }).descriptionFr
  for (const junk of ['OLYMPUS DIGITAL CAMERA         ', 'DSC_0042', 'Exif_JPEG_PICTURE', 'oznorWO', 'SONY DSC', 'Kodak Digital Still Camera'])
    expect(said(junk)).toBe('Une pirogue')
  expect(said('Digital camera seller in Lagos')).toBe('Digital camera seller in Lagos')
  expect(wordsOf({ 'IPTC:Keywords': ['cof', 'IMG 12'] }).tags).toEqual(['cof', 'IMG 12']) // Somebody’s words.
})

test('XMP is believed before IPTC, IPTC before EXIF, French before the default language', () => {
  expect(wordsOf({ 'IFD0:ImageDescription': 'exif', 'IPTC:Caption-Abstract': 'iptc', 'XMP-dc:Description': 'xmp' }).descriptionFr).toBe('xmp')
  expect(wordsOf({ 'IFD0:ImageDescription': 'exif', 'IPTC:Caption-Abstract': 'iptc' }).descriptionFr).toBe('iptc')
  expect(wordsOf({ 'XMP-dc:Title': 'Boats', 'XMP-dc:Title-en': 'Boats', 'XMP-dc:Title-fr': 'Pirogues' })).toMatchObject({
    titleFr: 'Pirogues',
    titleEn: 'Boats',
  })
  expect(wordsOf({ 'XMP-dc:Title': 'Boats', 'XMP-dc:Title-en-US': 'Boats', 'XMP-dc:Title-fr-FR': 'Pirogues' })).toMatchObject({ titleFr: 'Pirogues' })
})

test('English words do not become French ones: not as the default language, not cut short in another field', () => {
  expect(wordsOf({ 'XMP-dc:Title': 'Boats', 'XMP-dc:Title-en': 'Boats' })).toMatchObject({ titleFr: '', titleEn: 'Boats' })
  expect(wordsOf({ 'IPTC:ObjectName': 'Boats at d', 'XMP-dc:Title-en-GB': 'Boats at dawn' })).toMatchObject({ titleFr: '', titleEn: 'Boats at dawn' })
  expect(wordsOf({ 'IPTC:ObjectName': 'Pirogues', 'XMP-dc:Title-en': 'Boats' })).toMatchObject({ titleFr: 'Pirogues', titleEn: 'Boats' })
})

test('the creator is named by one field or another, several joined; a place is said by name and by code', () => {
  expect(wordsOf({ 'XMP-dc:Creator': ['Awa', 'Kofi'], 'IFD0:Artist': 'x' }).creator).toBe('Awa, Kofi')
  expect(wordsOf({ 'XMP-dc:Creator': [' '], 'IPTC:By-line': 2012 }).creator).toBe('2012')
  expect(wordsOf({}).creator).toBeNull()
  expect(
    wordsOf({
      'IPTC:Country-PrimaryLocationName': 'Sénégal',
      'XMP-iptcExt:LocationShownCountryCode': ['SEN'],
      'XMP-iptcExt:LocationShownCity': ['Dakar', 'Thiès'],
    }),
  ).toMatchObject({
    countries: ['Sénégal', 'SEN'],
    city: 'Dakar',
  })
})

test('keywords are words, each once, from a list, one string or numbers', () => {
  expect(wordsOf({ 'XMP-dc:Subject': ['pagne', 2012, 'pagne', ' ', 'x'] }).tags).toEqual(['pagne', '2012'])
  expect(wordsOf({ 'IPTC:Keywords': 'pagne; wax,marché' }).tags).toEqual(['pagne', 'wax', 'marché'])
  expect(wordsOf({ 'IPTC:Keywords': 'pagne' }).tags).toEqual(['pagne'])
})

test('camera, lens and exposure are said once and in order; nonsense is left out', () => {
  expect(
    wordsOf({
      'IFD0:Make': 'NIKON CORPORATION',
      'IFD0:Model': 'NIKON D90',
      'ExifIFD:ExposureTime': '1/250',
      'ExifIFD:FNumber': 5.6,
      'ExifIFD:ISO': 200,
      'ExifIFD:FocalLength': '35.0 mm',
    }),
  ).toMatchObject({
    camera: 'NIKON D90',
    exposure: '1/250 s, f/5.6, ISO 200, 35 mm',
    lens: null,
  })
  expect(
    wordsOf({ 'IFD0:Make': 'HTC', 'IFD0:Model': 'One', 'ExifIFD:ISO': 0, 'ExifIFD:ExposureTime': 'undef', 'Composite:LensID': 'Unknown (0)' }),
  ).toMatchObject({ camera: 'HTC One', exposure: null, lens: null })
})

test('a date has its offset where the camera knew one, and impossible dates are none', () => {
  const at = (taken: string, offset?: string) => wordsOf({ 'ExifIFD:DateTimeOriginal': taken, 'ExifIFD:OffsetTimeOriginal': offset }).takenAt
  expect(at('2024:03:01 10:00:00', '+01:00')).toBe('2024-03-01T09:00:00.000Z')
  expect(at('2024:03:01 10:00:00')).toBe('2024-03-01T10:00:00.000Z')
  expect(wordsOf({ 'ExifIFD:DateTimeOriginal': '0000:00:00 00:00:00', 'IPTC:DateCreated': '2019:05:04', 'IPTC:TimeCreated': '10:00:00+02:00' }).takenAt).toBe(
    '2019-05-04T08:00:00.000Z',
  )
  expect(wordsOf({ 'XMP-photoshop:DateCreated': '2019:05:04' }).takenAt).toBe('2019-05-04T00:00:00.000Z')
  expect([at('0000:00:00 00:00:00'), at('2924:01:01 00:00:00'), at('hier'), at('2024:13:45 99:00:00')]).toEqual([null, null, null, null])
})

test('two files show the same picture when all but their metadata is equal', () => {
  const segment = (marker: number, ...bytes: number[]) => [0xff, marker, 0, bytes.length + 2, ...bytes]
  const file = (metadata: number[], data: number[]) =>
    Buffer.from([0xff, 0xd8, ...metadata, ...segment(0xdb, 1, 2, 3), ...segment(0xda, 1), ...data, 0xff, 0xd9, 7, 7])
  const scan = [10, 0xff, 0x00, 20, 0xff, 0xd0, 30]
  const plain = codedPicture(file([], scan))
  expect(codedPicture(file([...segment(0xe1, 9, 9), ...segment(0xfe, 8)], scan))).toBe(plain)
  expect(codedPicture(file([], [11, ...scan.slice(1)]))).not.toBe(plain)
  expect(codedPicture(file(segment(0xee, 65), scan))).not.toBe(plain) // APP14 says how the colours are coded.
  for (const broken of [
    Buffer.from([0xff, 0xd8]),
    Buffer.from([0xff, 0xd8, 0xff, 0xda, 0, 3, 1, 5]),
    Buffer.from([0xff, 0xd8, 1, 2, 3]),
    Buffer.from([0x89, 0x50]),
  ])
    expect(() => codedPicture(broken)).toThrow('notCleanable')
})
