import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin('./lib/web/i18n-request.ts')

const config: NextConfig = {
  output: 'standalone',
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true }, // Pictures are prepared by ingest; /_next/image must never touch an original.
  typescript: { tsconfigPath: 'tsconfig.build.json' },
  outputFileTracingExcludes: { '/*': ['./local/**', './.data/**', './e2e/**', './bench/**', './docs/**'] },
  // The closed default for whatever the proxy does not match; documents get their own policy with a nonce there, which replaces this one.
  headers: async () => [
    {
      source: '/:path*',
      headers: [
        { key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'" },
        { key: 'X-Content-Type-Options', value: 'nosniff' },
        { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
        { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
        { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()' },
        { key: 'Strict-Transport-Security', value: 'max-age=63072000; includeSubDomains' },
      ],
    },
  ],
}

export default withNextIntl(config)
