type Content = string | number | boolean | undefined | Content[] | { [tag: string]: Content }

/** An XML document as S3 writes them: an array repeats its tag, undefined leaves it out. */
export const xmlDocument = (root: string, content: Content) => `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, content)}`

/** The texts of every `<tag>` in it, unescaped; enough for the flat lists S3 clients send. */
export const textsOf = (xml: string, tag: string) =>
  [...xml.matchAll(new RegExp(`<${tag}(?: [^>]*)?>([^]*?)</${tag}>`, 'g'))].map(([, text = '']) => unescapeXml(text))

function element(tag: string, content: Content): string {
  if (content === undefined) return ''
  if (Array.isArray(content)) return content.map((item) => element(tag, item)).join('')
  const inner =
    typeof content === 'object'
      ? Object.entries(content)
          .map(([name, value]) => element(name, value))
          .join('')
      : escapeXml(String(content))
  return `<${tag}>${inner}</${tag}>`
}

const escapeXml = (text: string) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)

const named: Record<string, string> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' }
const unescapeXml = (text: string) =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex?: string, decimal?: string, name?: string) => {
    if (name) return named[name] ?? all
    return String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal))
  })
