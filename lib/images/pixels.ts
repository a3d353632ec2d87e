import sharp from 'sharp'

/** A picture in memory: 3 bytes a pixel, red, green, blue. */
export type Pixels = { data: Buffer; width: number; height: number }

/** A pipeline that begins with these pixels. */
export const open = ({ data, width, height }: Pixels) => sharp(data, { raw: { width, height, channels: 3 } })
