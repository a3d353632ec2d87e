import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { type Derivative, derivatives } from '@/lib/images'
import { ensurePrograms } from '@/local/system-packages'
import { photo24mp } from './material'
import { atMost, type Measure, median } from './measure'

const run = promisify(execFile)
const ROUNDS = 7
const STARTS = 20
const MEAN_LEVELS = 4.5 // Two compressions of the same picture differ by 3; one without the mark by twice that.

/** The same five pictures, step by step: one decode to 1600 px, the rest from it, the mark laid over, the same sizes, qualities and effort. */
const recipe = (photo: string) => [
  `thumbnail ${photo} decoded.v 1600 --height 1600 --size down --export-profile srgb --fail-on error`,
  'rawsave decoded.v decoded.raw', // Leaves the metadata behind: webpsave of 8.14 writes all of it whatever it is told.
  'rawload decoded.raw upright.v $(vipsheader -f width decoded.v) $(vipsheader -f height decoded.v) 3 --interpretation srgb',
  'thumbnail upright.v large.v 800 --height 600 --size down',
  'thumbnail large.v medium.v 400 --height 300 --size down',
  'thumbnail medium.v small.v 200 --height 150 --size down',
  'webpsave medium.v medium.webp --Q 55 --effort 4',
  'webpsave small.v small.webp --Q 55 --effort 4',
  'extract_area mark-preview.v mark-preview-cut.v 0 0 $(vipsheader -f width upright.v) $(vipsheader -f height upright.v)',
  'composite2 upright.v mark-preview-cut.v preview-rgba.v over',
  'extract_band preview-rgba.v preview.v 0 --n 3',
  'webpsave preview.v preview.webp --Q 68 --effort 4',
  'thumbnail preview.v shared.v 1200 --height 1200 --size down',
  'jpegsave shared.v previewJpeg.jpg --Q 78 --interlace --optimize-coding',
  'extract_area mark-large.v mark-large-cut.v 0 0 $(vipsheader -f width large.v) $(vipsheader -f height large.v)',
  'composite2 large.v mark-large-cut.v large-rgba.v over',
  'extract_band large-rgba.v large-marked.v 0 --n 3',
  'webpsave large-marked.v large.webp --Q 65 --effort 4',
]

/** CPU seconds, user and system, of these commands: what the shell says its children took. */
async function cpuSeconds(folder: string, commands: string[]) {
  const script = ['set -e', ...commands, 'times'].join('\n')
  const { stdout } = await run('bash', ['-c', script], { cwd: folder, env: { PATH: process.env.PATH, VIPS_CONCURRENCY: '1', LC_ALL: 'C' } as never })
  const children = stdout.trim().split('\n').at(-1) ?? ''
  return [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds), 0)
}

/**
 * CPU seconds our pictures of a 24 MP photo take, over those of the `vips` command line, turn by turn. Neither side's start is counted: our processes live
 * for 200 photos, so from the commands' time we take what as many commands need to do nothing. Ours does more: hashes, colours, placeholder.
 */
export async function measureWorkRatio(say: (line: string) => void): Promise<Measure[]> {
  const missing = ensurePrograms([{ program: 'vips', pkg: 'libvips-tools', why: 'our image work is measured against it' }], say)
  if (missing.length) return [{ name: 'ingest.work_ratio', value: Number.NaN, unit: 'ratio', limit: 1.3, ok: false, note: 'vips is not installed' }]
  const folder = await mkdtemp(join(tmpdir(), 'pouire-bench-'))
  try {
    const photo = join(folder, 'photo.jpg')
    await writeFile(photo, await photo24mp())
    const derive = async () =>
      Number((await run(process.execPath, ['--import', 'tsx', 'bench/derive.ts', photo, folder], { env: { ...process.env, MALLOC_ARENA_MAX: '2' } })).stdout)
    await derive()
    await cpuSeconds(folder, ['vips copy mark-preview.png mark-preview.v', 'vips copy mark-large.png mark-large.v', 'vips black dot.v 1 1'])
    const commands = recipe(photo).map((command) => `vips ${command}`)
    const starts = recipe(photo).join(' ').split('vipsheader').length - 1 + commands.length
    const rounds: { ours: number; theirs: number; idle: number }[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const [ours, all] = [await derive(), await cpuSeconds(folder, commands)]
      const idle = (await cpuSeconds(folder, Array(STARTS).fill('vips copy dot.v dot2.v'))) / STARTS
      rounds.push({ ours, theirs: all - idle * starts, idle: idle * starts })
    }
    const [ours, theirs, idle] = [
      median(rounds.map((round) => round.ours)),
      median(rounds.map((round) => round.theirs)),
      median(rounds.map((round) => round.idle)),
    ]
    const unlike = await differences(folder)
    const note = `ours ${ours.toFixed(3)} s, vips ${theirs.toFixed(3)} s (and ${idle.toFixed(3)} s to start its commands), medians of ${ROUNDS}${unlike.length ? `; NOT THE SAME PICTURES: ${unlike.join(', ')}` : ''}`
    const measured = atMost('ingest.work_ratio', ours / theirs, 'ratio', 1.3, note)
    return [{ ...measured, ok: measured.ok && unlike.length === 0 }]
  } finally {
    await rm(folder, { recursive: true })
  }
}

const theirName = (name: Derivative) => (name === 'previewJpeg' ? 'previewJpeg.jpg' : `${name}.webp`)

/** Where the two sides' pictures are not alike, so that the comparison would be of different work. */
async function differences(folder: string): Promise<string[]> {
  const found: string[] = []
  for (const name of derivatives) {
    const [ours, theirs] = [join(folder, `ours-${name}`), join(folder, theirName(name))]
    const pixels = (path: string) => readFile(path).then((bytes) => sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true }))
    const [one, other] = await Promise.all([pixels(ours), pixels(theirs)])
    if (one.info.width !== other.info.width || one.info.height !== other.info.height) {
      found.push(`${name} ${one.info.width}x${one.info.height} and ${other.info.width}x${other.info.height}`)
      continue
    }
    const mean = one.data.reduce((sum, value, at) => sum + Math.abs(value - (other.data[at] ?? 0)), 0) / one.data.length
    const bytes = (await stat(ours)).size / (await stat(theirs)).size
    if (mean > MEAN_LEVELS || bytes < 0.8 || bytes > 1.25) found.push(`${name} differs by ${mean.toFixed(1)} levels, ${bytes.toFixed(2)} times the bytes`)
  }
  return found
}
