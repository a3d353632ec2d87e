import { mediaUrl } from '@/lib/storage'

type Keys = { smallKey: string | null; mediumKey: string | null; largeKey: string | null; previewKey: string | null }

/** Addresses of a photo's public pictures; null until they are made. `large` and `preview` carry the watermark. */
export const photoUrls = ({ smallKey, mediumKey, largeKey, previewKey }: Keys) => ({
  small: smallKey && mediaUrl('thumbnails', smallKey),
  medium: mediumKey && mediaUrl('thumbnails', mediumKey),
  large: largeKey && mediaUrl('watermarked', largeKey),
  preview: previewKey && mediaUrl('watermarked', previewKey),
})
