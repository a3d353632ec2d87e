// A process of its own, as the image child is: draws one photo twice and prints the CPU seconds of the second time. Arguments: photo, folder for the pictures.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { derivatives, makePictures, prepareImages } from '@/lib/images'
import type { Mask } from '@/lib/images/watermark'

const [photo = '', folder = ''] = process.argv.slice(2)
const credit = { creator: 'Aïssata Koné', rights: '© Aïssata Koné, Pouire', licenceUrl: 'https://pouire.test/licences' }

const marks = await prepareImages()
const save = ({ rgba, width, height }: Mask, name: string) =>
  sharp(rgba, { raw: { width, height, channels: 4 } })
    .png()
    .toFile(join(folder, name))
await Promise.all([save(marks.preview, 'mark-preview.png'), save(marks.large, 'mark-large.png')])

const original = await readFile(photo)
await makePictures(original, credit)
const before = process.cpuUsage()
const { files } = await makePictures(original, credit)
const { user, system } = process.cpuUsage(before)
for (const name of derivatives) await writeFile(join(folder, `ours-${name}`), files[name])
process.stdout.write(String((user + system) / 1e6))
