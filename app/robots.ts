import type { MetadataRoute } from 'next'
import { connection } from 'next/server'
import { absolute } from '@/lib/address'

export default async function robots(): Promise<MetadataRoute.Robots> {
  await connection() // The address is known when the server runs, not when it is built.
  const privatePages = ['/account', '/admin', '/api/', '/cart', '/checkout', '/studio']
  return { rules: { userAgent: '*', allow: '/', disallow: [...privatePages, ...privatePages.map((page) => `/en${page}`)] }, sitemap: absolute('/sitemap.xml') }
}
