import { inflateSync } from 'node:zlib'
import { db, schema } from '@/db'
import { aUser } from '@/lib/testing'
import { takeInvoiceNumber } from './number-invoice'

type Line = { title: string; photographerName: string; licence: 'standard' | 'extended'; priceXof: number; discountXof: number }

/** A paid order of a new buyer, with nothing in it but its total: enough for papers. */
export async function anOrder({ locale = 'fr' as const, totalXof = 10_000 }: { locale?: 'fr' | 'en'; totalXof?: number } = {}) {
  const { user, actor } = await aUser({ locale })
  const [order] = await db
    .insert(schema.orders)
    .values({ buyerId: user.id, status: 'paid', totalXof, locale, contentHash: crypto.randomUUID(), expiresAt: new Date(), paidAt: new Date() })
    .returning()
  if (!order) throw new Error('no order was made')
  return { order, user, actor }
}

export const aLine = (values: Partial<Line> = {}): Line => ({
  title: 'Piments, étal du matin',
  photographerName: 'Aïssata Koné',
  licence: 'standard',
  priceXof: 10_000,
  discountXof: 0,
  ...values,
})

/** The same with its invoice number taken. */
export async function anInvoice({
  locale = 'fr' as const,
  lines = [aLine()],
  buyerName = 'Mariam Traoré',
}: {
  locale?: 'fr' | 'en'
  lines?: Line[]
  buyerName?: string
} = {}) {
  const totalXof = lines.reduce((sum, line) => sum + line.priceXof - line.discountXof, 0)
  const made = await anOrder({ locale, totalXof })
  const invoice = await db.transaction((tx) =>
    takeInvoiceNumber(tx, { orderId: made.order.id, buyer: { name: buyerName, email: made.user.email }, lines, totalXof }),
  )
  return { ...made, invoice }
}

/** The words of a PDF of ours, as a reader would select them: built-in fonts by WinAnsi, embedded ones by their ToUnicode map. */
export function textOf(pdf: Buffer) {
  const raw = pdf.toString('latin1')
  const objects = new Map([...raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => [id, body]))
  const content = (id: string) => {
    const [, stream = ''] = /stream\r?\n([\s\S]*?)\r?\nendstream/.exec(objects.get(id) ?? '') ?? []
    return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')
  }
  const mapOf = (font: string) => {
    const unicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(font) ?? '')?.[1]
    if (!unicode) return null
    const list = /beginbfrange\n<[^>]+> <[^>]+> \[([^\]]*)\]/.exec(content(unicode))?.[1] ?? ''
    return [...list.matchAll(/<([0-9a-f]+)>/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').swap16().toString('utf16le'))
  }
  const pages = [...objects].filter(([, body]) => /\/Type \/Page\n/.test(body))
  return pages
    .map(([, body]) => {
      const resources = objects.get(/\/Resources (\d+) 0 R/.exec(body)?.[1] ?? '') ?? ''
      const fonts = new Map([...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, mapOf(id)]))
      let font: string[] | null = null
      let words = ''
      for (const [, name, hexes] of content(/\/Contents (\d+) 0 R/.exec(body)?.[1] ?? '').matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
        if (name) font = fonts.get(name) ?? null
        const bytes = Buffer.from([...(hexes ?? '').matchAll(/<([0-9a-f]+)>/g)].map(([, hex]) => hex).join(''), 'hex')
        const map = font
        words += map
          ? Array.from({ length: bytes.length / 2 }, (_, at) => map[bytes.readUInt16BE(at * 2)] ?? '?').join('')
          : new TextDecoder('windows-1252').decode(bytes)
      }
      return words
    })
    .join('\n')
}
