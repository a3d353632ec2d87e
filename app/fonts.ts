import localFont from 'next/font/local'

/** Headings and prices. The latin file with weight and optical size, 77 kB, preloaded. */
export const bricolage = localFont({
  src: '../node_modules/@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-opsz-normal.woff2',
  variable: '--font-bricolage',
  weight: '200 800',
  display: 'swap',
})
