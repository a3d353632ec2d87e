import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { LinkedData } from './linked-data'

test('words of strangers cannot end the script, and are read back as they were', () => {
  const data = { '@type': 'Person', name: 'A "quoted" & <b>', description: '</script><script>alert(1)</script><!-- \u2028' }
  const html = renderToStaticMarkup(<LinkedData data={data} />)
  const [, json = ''] = /^<script type="application\/ld\+json">(.*)<\/script>$/s.exec(html) ?? []
  expect(json).not.toContain('<')
  expect(JSON.parse(json)).toEqual({ '@context': 'https://schema.org', ...data })
})
