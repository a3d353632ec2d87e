import { join } from 'node:path'
import { Document, Font, Page, Path, renderToBuffer, StyleSheet, Svg, Text, View } from '@react-pdf/renderer'
import QRCode from 'qrcode'
import type { InvoiceLine } from '@/db/schema/sales'
import type { Locale } from '@/lib/actor'
import { colours, mark, wordmark } from '@/lib/brand'
import { formatDate, translator } from '@/lib/i18n'
import { formatXof } from '@/lib/money'
import { OrnamentBand } from './ornament-band'
import { printable } from './printable'

const font = (file: string) => join(process.cwd(), 'lib/papers/fonts', file) // Written so that the build finds and takes the files along.
Font.register({ family: 'Heading', src: font('heading.ttf'), fontWeight: 800 })
Font.register({
  family: 'More',
  fonts: [
    { src: font('more-regular.ttf'), fontWeight: 400 },
    { src: font('more-bold.ttf'), fontWeight: 700 },
  ],
})
Font.registerHyphenationCallback((word) => [word])

export type InvoicePaper = {
  number: string
  issuedAt: Date
  buyer: { name: string; email: string }
  lines: InvoiceLine[]
  totalXof: number
  method: string | null
  reference: string | null
  /** Where the buyer finds the order again. */
  address: string
}

const MARGIN = 46
const text = ['Helvetica', 'More'] // Letter by letter: what Helvetica lacks is taken from the second.
const styles = StyleSheet.create({
  page: { padding: MARGIN, paddingBottom: 150, color: colours.ink, fontFamily: text, fontSize: 10, lineHeight: 1.4 },
  muted: { color: colours.muted },
  bold: { fontFamily: text, fontWeight: 700 },
  heading: { fontFamily: 'Heading', fontWeight: 800, fontSize: 40, lineHeight: 1, letterSpacing: -0.6 },
  figure: { fontFamily: 'Heading', fontWeight: 800, textAlign: 'right' },
  split: { flexDirection: 'row', justifyContent: 'space-between' },
  row: { flexDirection: 'row', alignItems: 'center', borderBottomWidth: 0.75, borderBottomColor: colours.line, paddingVertical: 11 },
})
const columns = { photo: { width: '47%', paddingRight: 12 }, photographer: { width: '27%', paddingRight: 12 }, amount: { width: '26%' } } as const

/** The invoice as a PDF. Text only: nothing is fetched, and what the fonts cannot write is shown as a question mark. */
export function renderInvoice(paper: InvoicePaper, locale: Locale): Promise<Buffer> {
  const translate = translator(locale)
  const t = (key: string, values?: Record<string, string | number>) => translate(`papers.${key}`, values)
  const money = (xof: number) => formatXof(xof, locale)
  return renderToBuffer(
    <Document title={t('subject', { number: paper.number })} author="Pouire" creator="Pouire" producer="Pouire" language={locale} creationDate={paper.issuedAt}>
      <Page size="A4" style={styles.page}>
        <Letterhead seller={t('seller')} />
        <View style={{ ...styles.split, marginTop: 30 }}>
          <View style={{ width: '58%' }}>
            <Text style={styles.heading}>{t('invoice')}</Text>
            <Text style={styles.heading}>{paper.number}</Text>
          </View>
          <Particulars
            rows={[
              [t('date'), formatDate(paper.issuedAt, locale)],
              [t('paidBy'), paper.method],
              [t('reference'), paper.reference],
            ]}
          />
        </View>
        <View style={{ marginTop: 28 }}>
          <Text style={styles.muted}>{t('billedTo')}</Text>
          <Text style={{ ...styles.bold, fontSize: 12 }}>{printable(paper.buyer.name)}</Text>
          <Text>{printable(paper.buyer.email)}</Text>
        </View>
        <Lines paper={paper} t={t} money={money} />
        <View
          style={{ flexDirection: 'row', alignItems: 'center', borderTopWidth: 1, borderTopColor: colours.ink, paddingTop: 12, marginTop: -0.75 }}
          wrap={false}
        >
          <Text style={{ ...styles.bold, marginLeft: '47%', width: '18%' }}>{t('total')}</Text>
          <Text style={{ ...styles.figure, width: '35%', fontSize: 20, lineHeight: 1 }}>{money(paper.totalXof)}</Text>
        </View>
        <Foot words={[t('currency'), t('find', { address: paper.address })]} address={paper.address} page={t} />
      </Page>
    </Document>,
  )
}

function Letterhead({ seller }: { seller: string }) {
  const [x = '0', y = '0', width = '92', height = '25.6'] = wordmark.viewBox.split(' ')
  return (
    <View>
      <View style={styles.split}>
        <View style={{ flexDirection: 'row', alignItems: 'flex-end' }}>
          <Svg width={22} height={22} viewBox="0 0 24 24">
            <Path d={mark.corners} fill={colours.ink} />
            <Path d={mark.lozenge} fill={colours.terracotta} fillRule="evenodd" />
          </Svg>
          <Svg width={78} height={21.7} viewBox={`${x} ${y} ${width} ${height}`} style={{ marginLeft: 8 }}>
            <Path d={wordmark.word} fill={colours.ink} />
            <Path d={wordmark.dot} fill={colours.terracotta} />
          </Svg>
        </View>
        <Text style={{ ...styles.muted, textAlign: 'right' }}>{seller}</Text>
      </View>
      <OrnamentBand style={{ marginTop: 28 }} />
    </View>
  )
}

function Particulars({ rows }: { rows: [string, string | null][] }) {
  return (
    <View style={{ width: '40%', paddingTop: 6 }}>
      {rows.map(([label, value]) =>
        value ? (
          <View key={label} style={{ flexDirection: 'row', marginBottom: 4 }}>
            <Text style={{ ...styles.muted, width: 72 }}>{label}</Text>
            <Text style={{ flex: 1 }}>{printable(value)}</Text>
          </View>
        ) : null,
      )}
    </View>
  )
}

function Lines({ paper, t, money }: { paper: InvoicePaper; t: (key: string) => string; money: (xof: number) => string }) {
  return (
    <View style={{ marginTop: 30 }}>
      <View style={{ ...styles.row, paddingVertical: 7 }}>
        <Text style={{ ...styles.muted, ...columns.photo }}>{t('photo')}</Text>
        <Text style={{ ...styles.muted, ...columns.photographer }}>{t('photographer')}</Text>
        <Text style={{ ...styles.muted, ...columns.amount, textAlign: 'right' }}>{t('amount')}</Text>
      </View>
      {paper.lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: printed once, and two lines may be alike.
        <View key={index} style={styles.row} wrap={false}>
          <View style={columns.photo}>
            <Text style={{ ...styles.bold, fontSize: 11 }}>{printable(line.title)}</Text>
            <Text style={styles.muted}>{t(line.licence)}</Text>
            {line.discountXof > 0 && <Text style={styles.muted}>{`${t('discount')} ${money(-line.discountXof)}`}</Text>}
          </View>
          <Text style={columns.photographer}>{printable(line.photographerName)}</Text>
          <Text style={{ ...styles.figure, ...columns.amount, fontSize: 11 }}>{money(line.priceXof - line.discountXof)}</Text>
        </View>
      ))}
    </View>
  )
}

function Foot({ words, address, page }: { words: string[]; address: string; page: (key: string, values: Record<string, number>) => string }) {
  return (
    <View style={{ position: 'absolute', left: MARGIN, right: MARGIN, bottom: 34 }} fixed>
      <View style={{ ...styles.split, alignItems: 'flex-end' }}>
        <View style={{ width: '62%' }}>
          {words.map((sentence) => (
            <Text key={sentence} style={styles.muted}>
              {sentence}
            </Text>
          ))}
          <Text style={styles.muted} render={({ pageNumber, totalPages }) => (totalPages > 1 ? page('page', { page: pageNumber, pages: totalPages }) : '')} />
        </View>
        <Code address={address} />
      </View>
      <OrnamentBand style={{ marginTop: 18 }} />
    </View>
  )
}

/** The address as a QR code, drawn as one path. */
function Code({ address }: { address: string }) {
  const { size, data } = QRCode.create(address, { errorCorrectionLevel: 'M' }).modules
  const dark = Array.from(data, (bit, at) => (bit ? `M${at % size} ${Math.floor(at / size)}h1v1h-1z` : '')).join('')
  return (
    <Svg width={66} height={66} viewBox={`0 0 ${size} ${size}`}>
      <Path d={dark} fill={colours.ink} />
    </Svg>
  )
}
