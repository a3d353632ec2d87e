import type { Mail } from './keep-mails'

/** Markup that is safe to put into a page as it is. */
class Markup {
  constructor(readonly text: string) {}
}
type Piece = string | number | null | Markup | Piece[]

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
const put = (piece: Piece): string => {
  if (piece instanceof Markup) return piece.text
  return Array.isArray(piece) ? piece.map(put).join('') : escapeHtml(String(piece ?? ''))
}
const html = (texts: TemplateStringsArray, ...pieces: Piece[]) => new Markup(texts.reduce((page, text, i) => page + put(pieces[i - 1] ?? '') + text))

const pageSize = 100
const time = (at: string) => html`<time datetime="${at}">${new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })}</time>`
const kilobytes = (sizeBytes: number) => `${Math.max(1, Math.round(sizeBytes / 1000))} kB`

/** The mails that match, newest first, a hundred to a page. */
export function listPage(mails: Mail[], to: string, page: number) {
  const shown = mails.slice((page - 1) * pageSize, page * pageSize)
  const link = (number: number, words: string) => html`<a href="/?${new URLSearchParams({ to, page: String(number) }).toString()}">${words}</a>`
  return frame(
    to ? `Mails to ${to}` : 'Mailbox',
    html`<header><h1>Mailbox</h1>
<form><label for="to">To</label> <input id="to" name="to" type="search" value="${to}" placeholder="awa@example.com"> <button>Show</button></form></header>
${shown.length ? html`<ol>${shown.map(row)}</ol>` : html`<p class="empty">${to ? `No mail to ${to} yet.` : 'No mail yet. What the shop sends arrives here instead of leaving this computer.'}</p>`}
<nav>${page > 1 ? link(page - 1, 'Newer') : ''} ${mails.length > page * pageSize ? link(page + 1, 'Older') : ''}</nav>`,
  )
}

const row = (mail: Mail) => html`<li><a href="/mails/${mail.id}"><strong>${mail.subject}</strong>
<span class="to">${mail.to.join(', ')}</span>${mail.attachments.length ? html`<span class="files">${mail.attachments.length} ${mail.attachments.length > 1 ? 'attachments' : 'attachment'}</span>` : ''}${time(mail.at)}</a></li>`

/** One mail: its envelope, its HTML in a frame without rights, its text, its attachments. */
export function mailPage(mail: Mail) {
  const lines: [string, string][] = [
    ['From', mail.from],
    ['To', mail.to.join(', ')],
    ['Cc', mail.cc.join(', ')],
    ['Bcc', mail.bcc.join(', ')],
    ['Reply to', mail.replyTo.join(', ')],
    ...Object.entries(mail.headers),
    ...mail.tags.map(({ name, value }): [string, string] => [`Tag ${name}`, value]),
  ]
  return frame(
    mail.subject,
    html`<p><a href="/">← All mails</a></p><h1>${mail.subject}</h1>
<dl>${lines.filter(([, value]) => value).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}<dt>Arrived</dt><dd>${time(mail.at)}</dd></dl>
${mail.attachments.length ? html`<h2>Attachments</h2><ul>${mail.attachments.map((item, i) => html`<li><a href="/mails/${mail.id}/attachments/${i}">${item.filename}</a> ${item.contentType}, ${kilobytes(item.sizeBytes)}</li>`)}</ul>` : ''}
${mail.html === null ? '' : html`<h2>HTML</h2><iframe src="/mails/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox" title="The mail as HTML"></iframe>`}
${mail.text === null ? '' : html`<h2>Text</h2><pre>${withLinks(mail.text)}</pre>`}`,
  )
}

/** The mail's own HTML with links that open in a new tab, and its inline pictures. */
export function mailHtml(mail: Mail) {
  let body = mail.html ?? ''
  mail.attachments.forEach(({ contentId }, i) => {
    if (contentId) body = body.replaceAll(`cid:${contentId}`, `/mails/${mail.id}/attachments/${i}`)
  })
  const head = /<head[^>]*>/i.exec(body)
  const at = head ? head.index + head[0].length : 0
  return `${body.slice(0, at)}<base target="_blank">${body.slice(at)}`
}

export const missingPage = () => frame('Not found', html`<p><a href="/">← All mails</a></p><h1>There is no such mail</h1>`)

const withLinks = (text: string): Markup[] =>
  text.split(/(https?:\/\/[^\s<>"]+)/).map((piece, i) => (i % 2 ? html`<a href="${piece}" target="_blank" rel="noreferrer">${piece}</a>` : html`${piece}`))

const style = new Markup(`
:root{color-scheme:light dark;--paper:#FAF7F2;--card:#FFF;--ink:#1B1512;--muted:#6A5D54;--line:#E4DCD1;--call:#A63D1C;--link:#2B3A67}
@media(prefers-color-scheme:dark){:root{--paper:#15110F;--card:#1E1916;--ink:#F4EDE4;--muted:#B5A89C;--line:#352D28;--call:#F0825A;--link:#9DB0EA}}
*{box-sizing:border-box}body{margin:0 auto;max-width:60rem;padding:2rem 1rem 4rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 1rem;overflow-wrap:anywhere}h2{font-size:1rem;margin:2rem 0 .5rem}a{color:var(--link)}:focus-visible{outline:3px solid var(--link);outline-offset:2px}
header{display:flex;flex-wrap:wrap;gap:0 1rem;padding-bottom:1rem;justify-content:space-between;align-items:baseline}
input,button{font:inherit;color:inherit;padding:.5rem .75rem;border:1px solid var(--muted);border-radius:.5rem;background:var(--card)}button{background:var(--call);border-color:var(--call);color:var(--paper);cursor:pointer}
ol,ul{list-style:none;margin:0;padding:0}ol li{border-top:1px solid var(--line)}ol a{display:grid;grid-template-columns:1fr auto;gap:.1rem 1rem;padding:.75rem .25rem;color:inherit;text-decoration:none;overflow-wrap:anywhere}ol a:hover strong{text-decoration:underline}
.to{grid-row:2}time,.to,.files{color:var(--muted);font-size:.9rem}ol time{grid-column:2;grid-row:1}ol .files{grid-column:2;grid-row:2;text-align:right}
@media(max-width:30rem){ol a{grid-template-columns:1fr}ol :is(.to,time,.files){grid-column:1;grid-row:auto;text-align:left}}
.empty{padding:4rem 0;text-align:center;color:var(--muted)}nav{display:flex;gap:1rem;padding:1rem 0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:0}dt{color:var(--muted)}dd{margin:0;overflow-wrap:anywhere}
iframe{width:100%;height:70vh;border:1px solid var(--line);border-radius:.5rem;background:#fff;color-scheme:light}pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:1rem;font:.95rem/1.5 ui-monospace,monospace;margin:0}`)

const frame = (title: string, body: Markup) =>
  put(
    html`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${style}</style><body>${body}</body></html>`,
  )
