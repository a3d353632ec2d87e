import type { Derivative } from '@/lib/images'
import { mediaUrl } from '@/lib/storage'

/** Where each public picture lies. */
export const publicBucket: Record<Derivative, 'watermarked' | 'thumbnails'> = {
  preview: 'watermarked',
  previewJpeg: 'watermarked',
  large: 'watermarked',
  medium: 'thumbnails',
  small: 'thumbnails',
}

type Keys = { smallKey: string | null; mediumKey: string | null; largeKey: string | null; previewKey: string | null }

/** Addresses of a photo's public pictures; null until they are made. `large` and `preview` carry the watermark. */
export const photoUrls = ({ smallKey, mediumKey, largeKey, previewKey }: Keys) => ({
  small: smallKey && mediaUrl('thumbnails', smallKey),
  medium: mediumKey && mediaUrl('thumbnails', mediumKey),
  large: largeKey && mediaUrl('watermarked', largeKey),
  preview: previewKey && mediaUrl('watermarked', previewKey),
})
