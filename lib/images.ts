import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { describeLook, type Look } from '@/lib/images/describe-look'
import { open, type Pixels } from '@/lib/images/pixels'
import { Refusal } from '@/lib/images/refusal'
import { type PhotoType, sniff } from '@/lib/images/sniff'
import { type Mask, renderMark, stamp } from '@/lib/images/watermark'

export const MIN_PIXELS = 4_000_000
export const MAX_PIXELS = 100_000_000
export const MAX_BYTES = 50 * 1024 * 1024

const PREVIEW = { width: 1600, height: 1600 }
const SHARED = { width: 1200, height: 1200 } // What a link shows in a chat: JPEG, since not all of them read WebP.
const LARGE = { width: 800, height: 600 }
const MEDIUM = { width: 400, height: 300 }
const SMALL = { width: 200, height: 150 }

export const derivatives = ['preview', 'previewJpeg', 'large', 'medium', 'small'] as const
export type Derivative = (typeof derivatives)[number]
export type Orientation = 'landscape' | 'portrait' | 'square' | 'panorama'
/** What goes into the marked pictures, and nothing else of the original does. */
export type Credit = { creator: string; rights: string; licenceUrl: string }

export type Pictures = Look & {
  mimeType: PhotoType
  widthPx: number
  heightPx: number
  orientation: Orientation
  pixels: string // As `pixelsOf` tells them.
  files: Record<Derivative, Buffer>
}

let marks: Promise<{ preview: Mask; large: Mask }> | undefined

/** The watermarks are drawn, then every loader but JPEG's and PNG's is closed for the rest of this process: an SVG, GIF or TIFF can no longer be opened. */
export function prepareImages() {
  marks ??= (async () => {
    sharp.cache(false)
    sharp.concurrency(1)
    const drawn = { preview: await renderMark(PREVIEW.width, PREVIEW.height, 1), large: await renderMark(LARGE.width, LARGE.height, 0.6) }
    sharp.block({ operation: ['VipsForeignLoad'] })
    sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng'] })
    return drawn
  })()
  return marks
}

/** The file is whole, of a kind and size we sell, and these are its public pictures and what is known of its pixels. Throws a Refusal when it is not. */
export async function makePictures(original: Buffer, credit: Credit, minPixels = MIN_PIXELS): Promise<Pictures> {
  const { preview: previewMark, large: largeMark } = await prepareImages()
  const mimeType = sniff(original)
  const { upright, size } = await decode(original, minPixels)
  const large = await shrink(upright, LARGE)
  const medium = await shrink(large, MEDIUM)
  const small = await shrink(medium, SMALL)
  const preview = stamp(upright, previewMark)
  const xmp = creditXmp(credit)
  const [previewFile, previewJpeg, largeFile, mediumFile, smallFile] = await Promise.all([
    open(preview).withXmp(xmp).webp({ quality: 68, effort: 4 }).toBuffer(),
    open(preview)
      .resize({ ...SHARED, fit: 'inside', withoutEnlargement: true })
      .withXmp(xmp)
      .jpeg({ quality: 78, progressive: true })
      .toBuffer(),
    open(stamp(large, largeMark)).withXmp(xmp).webp({ quality: 65, effort: 4 }).toBuffer(),
    open(medium).webp({ quality: 55, effort: 4 }).toBuffer(),
    open(small).webp({ quality: 55, effort: 4 }).toBuffer(),
  ])
  return {
    mimeType,
    widthPx: size.width,
    heightPx: size.height,
    orientation: orientationOf(size.width, size.height),
    pixels: hashOf(upright),
    ...(await describeLook(upright, small)),
    files: { preview: previewFile, previewJpeg, large: largeFile, medium: mediumFile, small: smallFile },
  }
}

/** SHA-256 of what a decode shows, at most 1600 px: two files of one coded picture that are read with the same colours and the same way up have the same. Throws a Refusal. */
export async function pixelsOf(file: Buffer): Promise<string> {
  await prepareImages()
  sniff(file)
  return hashOf((await decode(file, 1)).upright)
}

const hashOf = ({ width, height, data }: Pixels) => createHash('sha256').update(`${width} ${height} `).update(data).digest('hex')

/** One full decode, the only proof that a file is whole: upright, sRGB, 8 bits, transparency on white, at most 1600 px. */
async function decode(original: Buffer, minPixels: number) {
  try {
    const input = sharp(original, { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true })
    const { autoOrient: size } = await input.metadata()
    if (size.width * size.height < minPixels) throw new Refusal('tooSmall') // Known from the header: no decode is spent on it.
    const { data, info } = await input
      .autoOrient()
      .resize({ ...PREVIEW, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    if (info.channels !== 3) throw new Error(`A decode gave ${info.channels} channels.`)
    return { upright: { data, width: info.width, height: info.height }, size }
  } catch (error) {
    if (error instanceof Refusal || !(error instanceof Error) || isOurFault(error)) throw error
    throw refusalFor(error)
  }
}

/** The machine is short of something: the same file may well pass in a minute. */
const isOurFault = (error: Error) => /creating thread|temporarily unavailable|too many open files|no space left/i.test(error.message)

/** libvips says several lines, the first often a harmless warning; the last ones decide. What it does not recognise is a damaged file. */
export function refusalFor(error: Error) {
  const said = error.message
  if (/pixel limit/i.test(said)) return new Refusal('tooManyPixels')
  if (/out of memory|insufficient memory|unable to malloc|too large to fit/i.test(said)) return new Refusal('tooHeavy')
  if (/premature end of JPEG|end of stream|unexpected end/i.test(said)) return new Refusal('truncated')
  if (/unsupported image format|channels/i.test(said)) return new Refusal('wrongType')
  return new Refusal('damaged')
}

async function shrink(from: Pixels, box: { width: number; height: number }): Promise<Pixels> {
  const { data, info } = await open(from)
    .resize({ ...box, fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

/** Twice as wide as high, or more, is a panorama; within 5 % is a square. */
export function orientationOf(widthPx: number, heightPx: number): Orientation {
  const ratio = widthPx / heightPx
  if (ratio >= 2) return 'panorama'
  if (ratio > 1.05) return 'landscape'
  return ratio < 1 / 1.05 ? 'portrait' : 'square'
}

const escapeXml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replace(/[\p{Cc}\p{Cs}]/gu, ' ')

/** Who made it and where a licence is had, in the form image search reads. */
function creditXmp({ creator, rights, licenceUrl }: Credit) {
  return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" xmpRights:Marked="True" xmpRights:WebStatement="${escapeXml(licenceUrl)}" plus:DataMining="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING"><dc:creator><rdf:Seq><rdf:li>${escapeXml(creator)}</rdf:li></rdf:Seq></dc:creator><dc:rights><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(rights)}</rdf:li></rdf:Alt></dc:rights></rdf:Description></rdf:RDF></x:xmpmeta>`
}
