import sharp from 'sharp'
import { random } from './mutate'

const WIDTH = 480
const HEIGHT = 360

/** A place, a number that tells the camera's owner, and words: what must not be found in a public picture. */
const exif = {
  IFD0: { Make: 'Canon', Model: 'EOS 5D', Artist: 'Somebody', ImageDescription: 'A private note' },
  IFD2: { BodySerialNumber: '1234567', LensSerialNumber: '7654321' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '12/1 38/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '8/1 0/1 0/1' },
}
const xmp =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="12,38N"/></rdf:RDF></x:xmpmeta>'

/** Six small files, each of a kind that cameras and programs write, with all the metadata they may carry. */
export async function seedFiles(): Promise<Buffer[]> {
  const next = random(1)
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3)
  for (let at = 0; at < pixels.length; at++) pixels[at] = (Math.sin(at / 900) * 0.5 + 0.5) * 200 + next() * 55
  const picture = () => sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
  const described = () => picture().withExif(exif).withXmp(xmp)
  return Promise.all([
    described().withIccProfile('p3').jpeg({ quality: 85 }).toBuffer(),
    described().withMetadata({ orientation: 6 }).jpeg({ progressive: true }).toBuffer(),
    picture().toColourspace('cmyk').withIccProfile('cmyk').jpeg().toBuffer(),
    described().ensureAlpha(0.5).png().toBuffer(),
    picture().toColourspace('rgb16').png({ progressive: true }).toBuffer(),
    picture().png({ palette: true, colours: 60 }).toBuffer(),
  ])
}
