import { copyFile, readFile, writeFile } from 'node:fs/promises'
import type { WriteTags } from 'exiftool-vendored'
import type { Credit } from '@/lib/images'
import { Refusal } from '@/lib/images/refusal'
import { codedPicture } from './coded-picture'
import { exiftool, readTags } from './exiftool'
import { cleanPng } from './png-chunks'

/** Circumstances a buyer may know; all else goes: GPS, serial numbers, owner, maker's notes, thumbnails of unmarked pixels, trailers. */
const KEPT = [
  'IFD0:Orientation',
  'ExifIFD:ColorSpace',
  'IFD0:Make',
  'IFD0:Model',
  'ExifIFD:LensModel',
  'ExifIFD:ExposureTime',
  'ExifIFD:FNumber',
  'ExifIFD:ISO',
  'ExifIFD:FocalLength',
  'ExifIFD:DateTimeOriginal',
  'ExifIFD:OffsetTimeOriginal',
]
const WRITTEN = [
  'IFD0:Artist',
  'IFD0:Copyright',
  'IPTC:CodedCharacterSet',
  'IPTC:By-line',
  'IPTC:CopyrightNotice',
  'XMP-dc:Creator',
  'XMP-dc:Rights',
  'XMP-xmpRights:Marked',
  'XMP-xmpRights:WebStatement',
  'XMP-xmpRights:UsageTerms',
  'XMP-plus:LicensorURL',
  'XMP-plus:LicensorName',
  'XMP-plus:DataMining',
]
/** ExifTool adds these because a format asks for them. They hold no word of anybody. */
const STRUCTURAL = [
  'IFD0:XResolution',
  'IFD0:YResolution',
  'IFD0:ResolutionUnit',
  'IFD0:YCbCrPositioning',
  'ExifIFD:ExifVersion',
  'ExifIFD:ComponentsConfiguration',
  'ExifIFD:FlashpixVersion',
  'IPTC:EnvelopeRecordVersion',
  'IPTC:ApplicationRecordVersion',
  'XMP-x:XMPToolkit',
  'XMP-plus:Version',
  'Photoshop:IPTCDigest',
  'PNG:ImageWidth',
  'PNG:ImageHeight',
  'PNG:BitDepth',
  'PNG:ColorType',
  'PNG:Compression',
  'PNG:Filter',
  'PNG:Interlace',
  'PNG:Palette',
  'PNG:Transparency',
  'PNG:SRGBRendering',
  'PNG:BackgroundColor',
  'PNG:SignificantBits',
  'PNG:ProfileName',
  'PNG:WhitePointX',
  'PNG:WhitePointY',
  'PNG:RedX',
  'PNG:RedY',
  'PNG:GreenX',
  'PNG:GreenY',
  'PNG:BlueX',
  'PNG:BlueY',
  'PNG:Gamma',
]
const ALLOWED = new Set([...KEPT, ...WRITTEN, ...STRUCTURAL])
/** The file on disk, its dimensions, and its colour profile. */
const ALLOWED_GROUP = /^(ExifTool|System|File|JFIF|Adobe|ICC_Profile\d*|ICC-[a-z\d]+)$/

/**
 * The file a buyer downloads is at `to`: the same coded picture, private tags gone, creator, copyright, licence address and data-mining refusal written.
 * Read again before it counts. Throws a Refusal when a file cannot be cleaned, or keeps a tag that is not on the list.
 */
export async function writeDeliveryCopy(from: string, to: string, credit: Credit) {
  await copyFile(from, to)
  await write(to, credit)
  const before = await readFile(from)
  if (before[0] === 0x89) await writeFile(to, cleanPng(await readFile(to))) // ExifTool leaves chunks it does not know, and does not tell of them.
  const tags = await readTags(to, ['-a', '-u', '-x', 'Composite:all'])
  const strangers = unexpectedTags(tags)
  const isSigned = String(tags['IFD0:Artist'] ?? '') === credit.creator && String(tags['XMP-xmpRights:WebStatement'] ?? '') === credit.licenceUrl
  const after = await readFile(to)
  if (strangers.length || !isSigned || codedPicture(before) !== codedPicture(after)) throw new Refusal('notCleanable')
  return after
}

/** Tags of a delivery copy that have no business there. */
export const unexpectedTags = (tags: Record<string, unknown>) =>
  Object.keys(tags).filter((name) => name.includes(':') && !ALLOWED.has(name) && !ALLOWED_GROUP.test(name.slice(0, name.indexOf(':'))))

async function write(path: string, { creator, rights, licenceUrl }: Credit) {
  // The user's words stand only in this object, where newlines are escaped. `all: null` comes first: as an argument it would erase what is given here.
  const tags = {
    all: null,
    'IFD0:Artist': plain(creator),
    'IFD0:Copyright': plain(rights),
    'IPTC:CodedCharacterSet': 'UTF8',
    'IPTC:By-line': plain(creator),
    'IPTC:CopyrightNotice': plain(rights),
    'XMP-dc:Creator': [plain(creator)],
    'XMP-dc:Rights': plain(rights),
    'XMP-xmpRights:Marked': true,
    'XMP-xmpRights:WebStatement': plain(licenceUrl),
    'XMP-xmpRights:UsageTerms': plain(licenceUrl),
    'XMP-plus:LicensorURL': plain(new URL('/', licenceUrl).href),
    'XMP-plus:LicensorName': 'Pouire',
    'XMP-plus:DataMining#': 'DMI-PROHIBITED-AIMLTRAINING', // By its name without `#` it is dropped with a warning.
  }
  const args = ['-overwrite_original', '-tagsFromFile', '@', '-ICC_Profile', ...KEPT.map((tag) => `-${tag}`)]
  const tool = exiftool() // Outside: settings it misses are no fault of the file.
  try {
    await tool.write(path, tags as unknown as WriteTags, { writeArgs: args })
  } catch (error) {
    // The tool's or the disk's own trouble is tried again; all else it says is about a broken structure that the decoder forgave.
    if (error instanceof Error && !/time.?out|timed out|ended|exited|spawn|EPIPE|ENO[A-Z]+|EIO/i.test(error.message)) throw new Refusal('notCleanable')
    throw error
  }
}

const plain = (text: string) => text.replaceAll('&', '&amp;') // ExifTool decodes entities in what it is given.
