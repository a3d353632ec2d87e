type Lab = [number, number, number]
type Bin = { lab: Lab; count: number }

const COLOURS = 5
const ROUNDS = 4

const toLinear = Array.from({ length: 256 }, (_, v) => (v <= 10 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4))
const toByte = (linear: number) => {
  const clamped = Math.min(1, Math.max(0, linear))
  return Math.round(255 * (clamped <= 0.0031308 ? 12.92 * clamped : 1.055 * clamped ** (1 / 2.4) - 0.055))
}

/** OKLab: distances in it are about what an eye sees. */
export function toOklab(r8: number, g8: number, b8: number): Lab {
  const [r, g, b] = [toLinear[r8] ?? 0, toLinear[g8] ?? 0, toLinear[b8] ?? 0]
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function toHex([L, a, b]: Lab) {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3
  const rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
  return `#${rgb.map((c) => toByte(c).toString(16).padStart(2, '0')).join('')}`
}

const distance = (p: Lab, q: Lab) => (p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 + (p[2] - q[2]) ** 2

/** Up to five colours with their shares of the picture, largest first; the shares sum to 1. `rgb` is a small sample, 3 bytes a pixel. */
export function dominantColours(rgb: Uint8Array): { hex: string; share: number }[] {
  const bins = histogram(rgb)
  const total = bins.reduce((sum, bin) => sum + bin.count, 0)
  let centres = seeds(bins)
  let counts: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const sums = centres.map((): { lab: Lab; count: number } => ({ lab: [0, 0, 0], count: 0 }))
    for (const bin of bins) {
      const sum = sums[nearest(centres, bin.lab)]
      if (!sum) continue
      sum.lab = [sum.lab[0] + bin.lab[0] * bin.count, sum.lab[1] + bin.lab[1] * bin.count, sum.lab[2] + bin.lab[2] * bin.count]
      sum.count += bin.count
    }
    const filled = sums.filter((sum) => sum.count > 0)
    centres = filled.map(({ lab, count }) => [lab[0] / count, lab[1] / count, lab[2] / count])
    counts = filled.map((sum) => sum.count)
  }
  return centres.map((lab, index) => ({ hex: toHex(lab), share: Math.round(((counts[index] ?? 0) / total) * 1000) / 1000 })).sort((a, b) => b.share - a.share)
}

/** Pixels of nearly the same colour, 4 bits a channel, counted together under their mean. */
function histogram(rgb: Uint8Array): Bin[] {
  const bins = new Map<number, Bin>()
  for (let at = 0; at + 2 < rgb.length; at += 3) {
    const [r, g, b] = [rgb[at] ?? 0, rgb[at + 1] ?? 0, rgb[at + 2] ?? 0]
    const key = ((r >> 4) << 8) | ((g >> 4) << 4) | (b >> 4)
    const lab = toOklab(r, g, b)
    const bin = bins.get(key)
    if (!bin) bins.set(key, { lab, count: 1 })
    else {
      bin.count += 1
      bin.lab = bin.lab.map((value, index) => value + ((lab[index] ?? 0) - value) / bin.count) as Lab
    }
  }
  return [...bins.values()]
}

/** The commonest colour first, then each time the one farthest from those chosen, weighed by how common it is. */
function seeds(bins: Bin[]): Lab[] {
  const chosen: Lab[] = []
  while (chosen.length < Math.min(COLOURS, bins.length)) {
    const weight = (bin: Bin) => (chosen.length ? Math.min(...chosen.map((lab) => distance(lab, bin.lab))) * Math.sqrt(bin.count) : bin.count)
    const next = bins.reduce((best, bin) => (weight(bin) > weight(best) ? bin : best))
    if (chosen.length && weight(next) === 0) break
    chosen.push(next.lab)
  }
  return chosen
}

function nearest(centres: Lab[], lab: Lab) {
  let best = 0
  for (let index = 1; index < centres.length; index++) if (distance(centres[index] as Lab, lab) < distance(centres[best] as Lab, lab)) best = index
  return best
}
