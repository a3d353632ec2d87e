/** What search engines read about a page, as JSON-LD. */
export function LinkedData({ data }: { data: Record<string, unknown> }) {
  // Titles and bios are written by strangers: "<" must not be able to end the script.
  const json = JSON.stringify({ '@context': 'https://schema.org', ...data }).replace(/</g, '\\u003c')
  // biome-ignore lint/security/noDangerouslySetInnerHtml: React would escape the quotes; the JSON is made and escaped here.
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
}
