import { readTags } from '@/lib/metadata/exiftool'
import { type Circumstances, readCircumstances } from '@/lib/metadata/read-circumstances'
import { cleanText, isCameraDefault, isMacRoman, repairText, type Written } from '@/lib/metadata/repair-text'

/** What a file says of itself. Text is repaired and bounded, and hostile all the same: escape it where it is shown. */
export type FileWords = Circumstances & {
  titleFr: string
  titleEn: string
  descriptionFr: string
  descriptionEn: string
  tags: string[]
  creator: string | null
  city: string
  /** Names and codes of the country, as written, the likeliest first. */
  countries: string[]
}

type Tags = Record<string, unknown>
const MAX = { title: 120, description: 2_000, tag: 40, tags: 50, place: 80, creator: 120 }

/** Words and circumstances of a photo from its XMP, IPTC and EXIF, in that order of trust. */
export async function readMetadata(path: string): Promise<FileWords> {
  return wordsOf(await readTags(path, ['-x', 'IFD1:all', '-x', 'ICC_Profile:all']))
}

/** The same, from tags already read. */
export function wordsOf(tags: Tags): FileWords {
  const { text, prose, lists } = reader(tags)
  const inEnglish = (name: string, max: number) => prose(max, ...inLanguage(tags, name, 'en'))
  const inFrench = (english: string, max: number, name: string, ...others: string[]) => {
    const written = prose(max, ...inLanguage(tags, name, 'fr')) || prose(max, name, ...others)
    return written && english.startsWith(written) ? '' : written // The file's default language was English, perhaps cut to a field's length.
  }
  const titleEn = inEnglish('XMP-dc:Title', MAX.title)
  const descriptionEn = inEnglish('XMP-dc:Description', MAX.description)
  const titleFr = inFrench(titleEn, MAX.title, 'XMP-dc:Title', 'IPTC:ObjectName', 'XMP-photoshop:Headline', 'IPTC:Headline', 'IFD0:XPTitle')
  return {
    titleFr: titleFr.replace(/\n+/g, ' '),
    titleEn: titleEn.replace(/\n+/g, ' '),
    descriptionFr: inFrench(descriptionEn, MAX.description, 'XMP-dc:Description', 'IPTC:Caption-Abstract', 'IFD0:ImageDescription', 'IFD0:XPComment'),
    descriptionEn,
    tags: keywords(lists('XMP-dc:Subject', 'IPTC:Keywords', 'IFD0:XPKeywords')),
    creator: creator(lists('XMP-dc:Creator', 'IPTC:By-line', 'IFD0:Artist', 'IFD0:XPAuthor')),
    city: text(MAX.place, 'XMP-photoshop:City', 'IPTC:City', 'XMP-iptcExt:LocationShownCity', 'XMP-iptcExt:LocationCreatedCity'),
    countries: COUNTRY.map((name) => text(MAX.place, name)).filter(Boolean),
    ...readCircumstances(tags, text),
  }
}

const COUNTRY = [
  'XMP-photoshop:Country',
  'IPTC:Country-PrimaryLocationName',
  'XMP-iptcExt:LocationShownCountryName',
  'XMP-iptcExt:LocationCreatedCountryName',
  'XMP-iptcCore:CountryCode',
  'IPTC:Country-PrimaryLocationCode',
  'XMP-iptcExt:LocationShownCountryCode',
  'XMP-iptcExt:LocationCreatedCountryCode',
]

/** `XMP-dc:Title-fr` and its regions (`-fr-FR`), as far as the file has them. */
const inLanguage = (tags: Tags, name: string, language: string) =>
  Object.keys(tags).filter((key) => new RegExp(`^-${language}(-|$)`, 'i').test(key.startsWith(name) ? key.slice(name.length) : ''))

/** Reads the text of tags, repaired. XMP is UTF-8 by definition and IPTC may declare what it is; of all else the file's other words tell. */
function reader(tags: Tags) {
  const isDeclared = Boolean(tags['IPTC:CodedCharacterSet'])
  const mayBeMac = (name: string) => name.startsWith('IFD0:') || (name.startsWith('IPTC:') && !isDeclared)
  const isMacFile = Object.keys(tags).some((name) => mayBeMac(name) && written(tags, name).some(isMacRoman))
  const read = (name: string) => written(tags, name).map((one) => repairText(one, isMacFile && mayBeMac(name)))
  const first =
    (isFit: (said: string) => boolean) =>
    (maxLength: number, ...names: string[]) =>
      names.map((name) => cleanText(read(name)[0] ?? '', maxLength)).find((said) => said && isFit(said)) ?? ''
  return {
    /** The first of these tags that says something. */
    text: first(() => true),
    /** The same, past what cameras write by themselves. */
    prose: first((said) => !isCameraDefault(said)),
    /** The values of the first of these tags the file has, and then of the others. */
    lists: (...names: string[]) => names.map(read).filter((values) => values.length > 0),
  }
}

/** The values of a tag, a single one as a list of one. Numbers are text: the keyword "2012" arrives as one. */
function written(tags: Tags, name: string): Written[] {
  const given = tags[name]
  const raw = ((tags.invalidUtf8Bytes ?? {}) as Tags)[name]
  const bytes = (value: unknown) => (value instanceof Uint8Array ? { raw: value } : {})
  if (Array.isArray(given)) return given.map((value, index) => ({ text: String(value), ...bytes((raw as Tags | undefined)?.[index]) }))
  return typeof given === 'string' || typeof given === 'number' ? [{ text: String(given), ...bytes(raw) }] : []
}

/** The first list that holds words, each word once; one string alone is parted at its commas. */
function keywords(found: string[][]): string[] {
  for (const list of found) {
    const parts = list.length === 1 ? (list[0] ?? '').split(/[;,]/) : list
    const words = parts.map((word) => cleanText(word, MAX.tag).replace(/\s+/g, ' ')).filter((word) => word.length > 1)
    if (words.length) return [...new Set(words)].slice(0, MAX.tags)
  }
  return []
}

/** Who made it, in the file's words; several names are joined. */
function creator(found: string[][]): string | null {
  for (const names of found) {
    const said = cleanText(
      names
        .map((name) => cleanText(name, MAX.creator))
        .filter(Boolean)
        .join(', ')
        .replace(/\n+/g, ' '),
      MAX.creator,
    )
    if (said) return said
  }
  return null
}
