import { readTags } from '@/lib/metadata/exiftool'
import { cleanText } from '@/lib/metadata/repair-text'

/** What a file says of itself. Text is repaired and bounded, and hostile all the same: escape it where it is shown. */
export type FileWords = {
  titleFr: string
  titleEn: string
  descriptionFr: string
  descriptionEn: string
  tags: string[]
  city: string
  /** A name or a code, as written. */
  country: string
  takenAt: string | null // ISO.
  camera: string | null
  lens: string | null
  exposure: string | null
}

const MAX = { title: 120, description: 2_000, tag: 40, tags: 50, place: 80, gear: 80 }

/** Words and circumstances of a photo from its XMP, IPTC and EXIF, in that order of trust. */
export async function readMetadata(path: string): Promise<FileWords> {
  const tags = await readTags(path, ['-x', 'IFD1:all', '-x', 'ICC_Profile:all'])
  return wordsOf(tags)
}

/** The same, from tags already read. */
export function wordsOf(tags: Record<string, unknown>): FileWords {
  const lost = (tags.invalidUtf8Bytes ?? {}) as Record<string, unknown>
  const text = (max: number, ...names: string[]) => {
    for (const name of names) {
      const bytes = lost[name]
      const value = cleanText(tags[name], max, bytes instanceof Uint8Array ? bytes : undefined)
      if (value) return value
    }
    return ''
  }
  const titleEn = text(MAX.title, 'XMP-dc:Title-en')
  const descriptionEn = text(MAX.description, 'XMP-dc:Description-en')
  const title = text(MAX.title, 'XMP-dc:Title-fr', 'XMP-dc:Title', 'IPTC:ObjectName', 'XMP-photoshop:Headline', 'IPTC:Headline', 'IFD0:XPTitle')
  const description = text(MAX.description, 'XMP-dc:Description-fr', 'XMP-dc:Description', 'IPTC:Caption-Abstract', 'IFD0:ImageDescription', 'IFD0:XPComment')
  return {
    titleFr: title === titleEn ? '' : title.replace(/\n+/g, ' '), // The default language of the file was English.
    titleEn,
    descriptionFr: description === descriptionEn ? '' : description,
    descriptionEn,
    tags: keywords(tags, lost),
    city: text(MAX.place, 'XMP-photoshop:City', 'IPTC:City', 'XMP-iptcExt:LocationShownCity', 'XMP-iptcExt:LocationCreatedCity'),
    country: text(
      MAX.place,
      'XMP-photoshop:Country',
      'IPTC:Country-PrimaryLocationName',
      'XMP-iptcCore:CountryCode',
      'XMP-iptcExt:LocationShownCountryName',
      'XMP-iptcExt:LocationCreatedCountryName',
      'XMP-iptcExt:LocationShownCountryCode',
    ),
    takenAt: takenAt(tags),
    camera: camera(text(MAX.gear, 'IFD0:Make'), text(MAX.gear, 'IFD0:Model')),
    lens: lens(text(MAX.gear, 'Composite:LensID'), text(MAX.gear, 'ExifIFD:LensModel', 'XMP-aux:Lens')),
    exposure: exposure(tags),
  }
}

function keywords(tags: Record<string, unknown>, lost: Record<string, unknown>): string[] {
  for (const name of ['XMP-dc:Subject', 'IPTC:Keywords', 'IFD0:XPKeywords']) {
    const given = tags[name]
    if (given === undefined) continue
    const bytes = (lost[name] ?? {}) as Record<string, unknown>
    const list = Array.isArray(given) ? given : String(given).split(/[;,]/)
    const words = list.map((word, index) => {
      const raw = Array.isArray(given) ? bytes[index] : undefined
      return cleanText(word, MAX.tag, raw instanceof Uint8Array ? raw : undefined).replace(/\s+/g, ' ')
    })
    const kept = [...new Set(words.filter((word) => word.length > 1))].slice(0, MAX.tags)
    if (kept.length) return kept
  }
  return []
}

/** `2008:04:15 13:11:23`, with its offset where the camera knew one, else taken as UTC. Null for the zeros and dates to come that cameras write. */
function takenAt(tags: Record<string, unknown>): string | null {
  const written = /^(\d{4}):(\d\d):(\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(String(tags['ExifIFD:DateTimeOriginal'] ?? tags['XMP-photoshop:DateCreated'] ?? ''))
  if (!written) return null
  const [, year, month, day, hour, minute, second] = written
  const offset = /^[+-]\d\d:\d\d$/.exec(String(tags['ExifIFD:OffsetTimeOriginal'] ?? ''))?.[0] ?? 'Z'
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`)
  const plausible = at.getTime() > Date.UTC(1840, 0) && at.getTime() < Date.now() + 86_400_000
  return plausible ? at.toISOString() : null
}

function camera(make: string, model: string): string | null {
  if (!model) return make || null
  const brand = /kodak/i.test(make) ? 'Kodak' : (make.split(/[ ,]/)[0] ?? '')
  return model.toLowerCase().startsWith(brand.toLowerCase()) ? model : `${brand} ${model}`
}

const lens = (known: string, written: string) => (/^unknown|^n\/a|^-+$|^65535$/i.test(known) ? written : known || written) || null

/** `1/1000 s, f/4.5, ISO 100, 100 mm`, as far as it is known. */
function exposure(tags: Record<string, unknown>): string | null {
  const [time, aperture, iso, focal] = ['ExifIFD:ExposureTime', 'ExifIFD:FNumber', 'ExifIFD:ISO', 'ExifIFD:FocalLength'].map((name) => tags[name])
  const positive = (value: unknown) => (typeof value === 'number' || typeof value === 'string') && Number.parseFloat(String(value)) > 0
  const parts = [
    positive(time) && /^[\d./]+$/.test(String(time)) ? `${time} s` : null,
    positive(aperture) ? `f/${Number.parseFloat(String(aperture))}` : null,
    positive(iso) ? `ISO ${Number.parseInt(String(iso), 10)}` : null,
    positive(focal) ? `${Number.parseFloat(String(focal))} mm` : null,
  ].filter((part) => part !== null)
  return parts.join(', ') || null
}
