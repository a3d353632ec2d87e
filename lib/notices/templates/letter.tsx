import { Body, Button, Column, Container, Head, Heading, Hr, Html, Img, Link, Preview, Row, Section, Text } from '@react-email/components'
import type { ReactNode } from 'react'
import type { Locale } from '@/lib/actor'
import { absolute } from '@/lib/address'
import { colours } from '@/lib/brand'

/** What every mail needs to speak: the reader's language, and words by key. */
export type Voice = { locale: Locale; t: (key: string, values?: Record<string, string | number>) => string }

const sans = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
const display = `'Bricolage Grotesque', ${sans}`
const text = { margin: '0 0 24px', color: colours.ink, font: `400 16px/1.5 ${sans}` }
const small = { ...text, margin: '0 0 8px', color: colours.muted, fontSize: '14px' }
const line = { borderColor: colours.line, borderTopWidth: 1, margin: '0' }

/** One mail: logo, title, what there is to say, one button with its address in full, and a note. Whole without pictures. */
export function Letter({
  voice,
  title,
  paragraphs,
  action,
  children,
  note,
  after,
}: {
  voice: Voice
  title: string
  paragraphs: string[]
  action?: { href: string; label: string }
  children?: ReactNode
  after?: string
  note?: string
}) {
  const { locale, t } = voice
  return (
    <Html lang={locale}>
      <Head>
        <meta name="color-scheme" content="light" />
      </Head>
      <Preview>{paragraphs[0] ?? title}</Preview>
      <Body style={{ margin: 0, backgroundColor: colours.paper }}>
        <Container style={{ maxWidth: 680, padding: '32px 24px 40px' }}>
          <Img src={absolute('/mail-logo.png')} alt="Pouire" width={126} height={28} style={{ color: colours.ink, font: `800 28px/28px ${display}` }} />
          <Heading as="h1" style={{ margin: '36px 0 16px', color: colours.ink, font: `800 32px/1.1 ${display}`, letterSpacing: '-0.018em' }}>
            {title}
          </Heading>
          {paragraphs.map((paragraph) => (
            <Text key={paragraph} style={text}>
              {paragraph}
            </Text>
          ))}
          {children}
          {action && <Action {...action} copy={t('mail.copy')} />}
          {after && <Text style={text}>{after}</Text>}
          <Hr style={{ ...line, margin: '16px 0 24px' }} />
          {note && <Text style={small}>{note}</Text>}
          <Text style={small}>{t('mail.question')}</Text>
          <Text style={small}>{t('mail.sentBy')}</Text>
        </Container>
      </Body>
    </Html>
  )
}

function Action({ href, label, copy }: { href: string; label: string; copy: string }) {
  return (
    <>
      <Button
        href={href}
        style={{ padding: '16px 24px', borderRadius: 10, backgroundColor: colours.terracotta, color: colours.paper, font: `600 16px/20px ${sans}` }}
      >
        {label}
      </Button>
      <Text style={{ ...small, margin: '16px 0 24px' }}>
        {copy}{' '}
        <Link href={href} style={{ color: colours.indigo, textDecoration: 'underline', wordBreak: 'break-all' }}>
          {href}
        </Link>
      </Text>
    </>
  )
}

export type LetterLine = { key: string; title: string; detail: string; amount: string; picture: { src: string; width: number; height: number } | null }

/** Photos with their amounts, and the sum. */
export function Lines({ lines, total }: { lines: LetterLine[]; total: { label: string; amount: string } }) {
  const amount = { margin: 0, color: colours.ink, font: `700 18px/24px ${display}`, textAlign: 'right' as const, whiteSpace: 'nowrap' as const }
  return (
    <Section style={{ margin: '0 0 24px' }}>
      {lines.map(({ key, title, detail, amount: sum, picture }) => (
        <Section key={key}>
          <Hr style={line} />
          <Row style={{ margin: '16px 0' }}>
            {picture && (
              <Column style={{ width: 112, verticalAlign: 'top' }}>
                <Img src={picture.src} alt="" width={picture.width} height={picture.height} style={{ borderRadius: 2 }} />
              </Column>
            )}
            <Column style={{ verticalAlign: 'top' }}>
              <Text style={{ ...text, margin: 0, fontWeight: 600 }}>{title}</Text>
              <Text style={{ ...text, margin: 0, color: colours.muted }}>{detail}</Text>
            </Column>
            <Column style={{ width: 130, verticalAlign: 'top' }}>
              <Text style={amount}>{sum}</Text>
            </Column>
          </Row>
        </Section>
      ))}
      <Hr style={{ ...line, borderColor: colours.ink }} />
      <Row style={{ margin: '16px 0' }}>
        <Column>
          <Text style={{ ...text, margin: 0, fontWeight: 600 }}>{total.label}</Text>
        </Column>
        <Column>
          <Text style={{ ...amount, font: `800 28px/32px ${display}` }}>{total.amount}</Text>
        </Column>
      </Row>
    </Section>
  )
}

/** Reasons with their advice and an example of each, one under another. */
export function Reasons({ reasons }: { reasons: { name: string; advice: string; example: string }[] }) {
  return (
    <Section style={{ margin: '0 0 24px' }}>
      {reasons.map(({ name, advice, example }) => (
        <Section key={name}>
          <Hr style={line} />
          <Text style={{ ...text, margin: '16px 0 0', fontWeight: 600 }}>{name}</Text>
          <Text style={{ ...text, margin: example ? '0 0 4px' : '0 0 16px' }}>{advice}</Text>
          {example && <Text style={{ ...small, margin: '0 0 16px' }}>{example}</Text>}
        </Section>
      ))}
    </Section>
  )
}

export const Paragraph = ({ children }: { children: ReactNode }) => <Text style={text}>{children}</Text>
