import type { MetadataRoute } from 'next'
import { connection } from 'next/server'
import { pageAddress } from '@/lib/address'
import { listPublicPhotographers } from '@/lib/catalog/photographers'
import { listForSitemap } from '@/lib/catalog/queries'

const PHOTOS_MAX = 20_000 // A sitemap holds 50 000 addresses, and each photo has two.

/** Public pages, photographers and photos, each in both languages. */
export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await connection()
  const [photos, people] = await Promise.all([listForSitemap(PHOTOS_MAX), listPublicPhotographers('fr')])
  const pages = ['/', '/search', '/photographers', '/licences', '/sell', '/terms', '/privacy'].map((to) => entry(to))
  return [
    ...pages,
    ...people.map(({ handle }) => entry(`/photographers/${handle}`)),
    ...photos.map(({ slug, updatedAt }) => entry(`/photos/${slug}`, updatedAt)),
  ]
}

const entry = (to: string, lastModified?: Date) => ({
  url: pageAddress('fr', to),
  lastModified,
  alternates: { languages: { fr: pageAddress('fr', to), en: pageAddress('en', to) } },
})
