type Tags = Record<string, unknown>
type Text = (maxLength: number, ...names: string[]) => string

const GEAR_MAX = 80

/** When and with what a photo was taken; what the file does not know is null. */
export type Circumstances = {
  takenAt: string | null // ISO.
  camera: string | null
  lens: string | null
  exposure: string | null
}

/** Date, camera, lens and exposure from the tags of a file; `text` gives the first of some tags that holds words. */
export function readCircumstances(tags: Tags, text: Text): Circumstances {
  return {
    takenAt: takenAt(tags),
    camera: camera(text(GEAR_MAX, 'IFD0:Make', 'XMP-tiff:Make'), text(GEAR_MAX, 'IFD0:Model', 'XMP-tiff:Model')),
    lens: lens(text(GEAR_MAX, 'Composite:LensID'), text(GEAR_MAX, 'ExifIFD:LensModel', 'XMP-aux:Lens', 'XMP-exifEX:LensModel')),
    exposure: exposure(tags),
  }
}

/** Where a date may stand, each with the tag that knows its offset; when a scan was made comes last. */
const DATES: [string, string?][] = [
  ['ExifIFD:DateTimeOriginal', 'ExifIFD:OffsetTimeOriginal'],
  ['XMP-exif:DateTimeOriginal'],
  ['XMP-photoshop:DateCreated'],
  ['IPTC:DateCreated'],
  ['ExifIFD:CreateDate', 'ExifIFD:OffsetTimeDigitized'],
  ['XMP-xmp:CreateDate'],
]

function takenAt(tags: Tags): string | null {
  for (const [name, offset] of DATES) {
    const time = name === 'IPTC:DateCreated' && tags[name] ? ` ${tags['IPTC:TimeCreated'] ?? ''}` : ''
    const at = moment(`${tags[name] ?? ''}${time}`.trim(), offset ? String(tags[offset] ?? '') : '')
    if (at) return at
  }
  return null
}

/** `2008:04:15 13:11:23+02:00`, a date alone too; without an offset it is taken as UTC. Null for the zeros and dates to come that cameras write. */
function moment(written: string, offset: string): string | null {
  const parts = /^(\d{4}):(\d\d):(\d\d)(?:[ T](\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[+-]\d\d:\d\d)?)?/.exec(written)
  if (!parts) return null
  const [, year, month, day, minutes = '00:00', seconds = ':00', own] = parts
  const zone = own ?? (/^[+-]\d\d:\d\d$/.test(offset) ? offset : 'Z')
  const at = new Date(`${year}-${month}-${day}T${minutes}${seconds}${zone}`)
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
function exposure(tags: Tags): string | null {
  const [time, aperture, iso, focal] = ['ExposureTime', 'FNumber', 'ISO', 'FocalLength'].map((name) => tags[`ExifIFD:${name}`] ?? tags[`XMP-exif:${name}`])
  const positive = (value: unknown) => (typeof value === 'number' || typeof value === 'string') && Number.parseFloat(String(value)) > 0
  const parts = [
    positive(time) && /^[\d./]+$/.test(String(time)) ? `${time} s` : null,
    positive(aperture) ? `f/${Number.parseFloat(String(aperture))}` : null,
    positive(iso) ? `ISO ${Number.parseInt(String(iso), 10)}` : null,
    positive(focal) ? `${Number.parseFloat(String(focal))} mm` : null,
  ].filter((part) => part !== null)
  return parts.join(', ') || null
}
