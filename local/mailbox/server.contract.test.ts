import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Resend } from 'resend'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startMailbox } from './server'

const apiKey = 're_local'
let dataDir: string
let mailbox: Awaited<ReturnType<typeof startMailbox>>
let resend: Resend
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'pouire-mailbox-'))
  mailbox = await startMailbox({ port: 0, dataDir, apiKey })
  resend = new Resend(apiKey, { baseUrl: mailbox.url })
})
afterEach(async () => {
  await mailbox.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const letter = { from: 'Pouire <bonjour@pouire.test>', to: 'awa@example.com', subject: 'Votre photo est publiée', text: 'Bonjour Awa' }
const listed = async (to = '') =>
  (await (await fetch(`${mailbox.url}/api/mails?to=${encodeURIComponent(to)}`)).json()) as {
    id: string
    subject: string
    to: string[]
    attachments: { path: string }[]
  }[]
const page = async (path: string) => {
  const answer = await fetch(mailbox.url + path)
  return { status: answer.status, policy: answer.headers.get('content-security-policy') ?? '', headers: answer.headers, text: await answer.text() }
}
const dial = (wish: unknown) => fetch(`${mailbox.url}/_dials`, { method: 'POST', body: JSON.stringify(wish), headers: { 'content-type': 'application/json' } })

describe('sending', () => {
  test('a mail is kept whole', async () => {
    const { data, error } = await resend.emails.send({
      ...letter,
      to: ['Awa <awa@example.com>', 'moussa@example.com'],
      cc: 'c@example.com',
      bcc: ['b@example.com'],
      replyTo: 'aide@pouire.test',
      html: '<p>Bonjour</p>',
      headers: { 'List-Unsubscribe': '<https://pouire.test/stop>' },
      tags: [{ name: 'kind', value: 'sale' }],
      attachments: [{ filename: 'reçu.pdf', content: Buffer.from('%PDF-1.7 é') }],
    })
    expect(error).toBeNull()
    const [mail] = await listed('awa@example.com')
    expect(mail).toMatchObject({
      id: data?.id,
      from: letter.from,
      to: ['Awa <awa@example.com>', 'moussa@example.com'],
      cc: ['c@example.com'],
      bcc: ['b@example.com'],
      replyTo: ['aide@pouire.test'],
      subject: letter.subject,
      text: 'Bonjour Awa',
      html: '<p>Bonjour</p>',
      headers: { 'List-Unsubscribe': '<https://pouire.test/stop>' },
      tags: [{ name: 'kind', value: 'sale' }],
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      attachments: [{ filename: 'reçu.pdf', contentType: 'application/pdf', sizeBytes: 11 }],
    })
    const answer = await fetch(mailbox.url + mail?.attachments[0]?.path)
    expect([answer.headers.get('content-type'), answer.headers.get('content-disposition'), await answer.text()]).toEqual([
      'application/pdf',
      "attachment; filename*=UTF-8''re%C3%A7u.pdf",
      '%PDF-1.7 é',
    ])
  })

  test('only with the key', async () => {
    const { error } = await new Resend('re_stolen', { baseUrl: mailbox.url }).emails.send(letter)
    expect(error).toEqual({ statusCode: 401, name: 'validation_error', message: 'API key is invalid' })
    const bare = await fetch(`${mailbox.url}/emails`, { method: 'POST', body: JSON.stringify(letter) })
    expect([bare.status, await bare.json()]).toEqual([401, expect.objectContaining({ name: 'missing_api_key' })])
    expect(await listed()).toEqual([])
  })

  test.each([
    [{ to: undefined }, 'missing_required_field', 'Missing `to` field.'],
    [{ subject: '' }, 'missing_required_field', 'Missing `subject` field.'],
    [{ text: undefined }, 'missing_required_field', 'Missing `html` or `text` field.'],
    [{ from: 'Pouire' }, 'validation_error', 'Invalid `from` field.'],
    [{ to: 'awa' }, 'validation_error', 'Invalid `to` field.'],
    [{ to: ['awa@example.com', 'a@b'] }, 'validation_error', 'Invalid `to` field.'],
    [{ to: 'Awa\r\nBcc: x@example.com <awa@example.com>' }, 'validation_error', 'Invalid `to` field.'],
    [{ to: Array.from({ length: 51 }, (_, i) => `a${i}@example.com`) }, 'validation_error', 'at most 50'],
    [{ subject: 'Bonjour\r\nBcc: x@example.com' }, 'validation_error', '`subject`'],
    [{ headers: { 'X-A': 'a\nb' } }, 'validation_error', '`headers.X-A`'],
    [{ tags: [{ name: 'é', value: 'x' }] }, 'validation_error', 'ASCII'],
    [{ attachments: [{ filename: 'a.pdf', path: 'https://example.com/a.pdf' }] }, 'invalid_attachment', '`content`'],
    [{ attachments: [{ content: 'YQ==' }] }, 'invalid_attachment', '`filename`'],
    [{ scheduledAt: 'in 1 min' }, 'validation_error', '`scheduled_at`'],
  ])('%j is refused with 422 %s', async (wrong, name, message) => {
    const { error } = await resend.emails.send({ ...letter, ...wrong } as typeof letter)
    expect(error).toEqual({ statusCode: 422, name, message: expect.stringContaining(message) })
    expect(await listed()).toEqual([])
  })

  test('the same key and body are one mail with one id; another body under the key is 409', async () => {
    const both = await Promise.all([resend.emails.send(letter, { idempotencyKey: 'sale/1' }), resend.emails.send(letter, { idempotencyKey: 'sale/1' })])
    expect(both[0].data?.id).toBeTruthy()
    expect(both[1].data).toEqual(both[0].data)
    const other = await resend.emails.send({ ...letter, text: 'Autre' }, { idempotencyKey: 'sale/1' })
    expect(other.error).toMatchObject({ statusCode: 409, name: 'invalid_idempotent_request' })
    await resend.emails.send(letter, { idempotencyKey: 'sale/2' })
    await resend.emails.send(letter)
    expect(await listed()).toHaveLength(3)
    expect((await resend.emails.send(letter, { idempotencyKey: 'x'.repeat(257) })).error).toMatchObject({ statusCode: 400, name: 'invalid_idempotency_key' })
  })

  test('a batch is kept whole or not at all', async () => {
    const good = await resend.batch.send([letter, { ...letter, to: 'moussa@example.com' }], { idempotencyKey: 'batch/1' })
    const again = await resend.batch.send([letter, { ...letter, to: 'moussa@example.com' }], { idempotencyKey: 'batch/1' })
    expect(good.data?.data).toHaveLength(2)
    expect(again.data?.data).toEqual(good.data?.data)
    const bad = await resend.batch.send([letter, { ...letter, to: 'nobody' }])
    expect(bad.error).toMatchObject({ statusCode: 422, name: 'validation_error' })
    const withFile = { ...letter, attachments: [{ filename: 'a.txt', content: 'YQ==' }] }
    const heavy = await fetch(`${mailbox.url}/emails/batch`, {
      method: 'POST',
      body: JSON.stringify([letter, withFile]),
      headers: { authorization: `Bearer ${apiKey}` },
    })
    expect([heavy.status, await heavy.json()]).toEqual([422, expect.objectContaining({ message: expect.stringContaining('`attachments`') })])
    expect(await listed()).toHaveLength(2)
  })

  test('it can be down, answer errors, be busy, or lose its answer, for a number of calls', async () => {
    expect(await (await dial({ down: true, times: 1 })).json()).toEqual({ down: true, times: 1 })
    expect((await resend.emails.send(letter)).error).toMatchObject({ name: 'application_error', statusCode: null })
    expect((await resend.emails.send(letter)).error).toBeNull()
    await dial({ down: '500', times: 2 })
    for (const _ of [1, 2]) expect((await resend.emails.send(letter)).error).toMatchObject({ statusCode: 500 })
    await dial({ down: '429' })
    for (const _ of [1, 2]) expect((await resend.emails.send(letter)).error).toMatchObject({ statusCode: 429, name: 'rate_limit_exceeded' })
    await dial({ down: false })
    expect(await listed()).toHaveLength(1)

    await dial({ down: 'lost', times: 1 })
    expect((await resend.emails.send(letter, { idempotencyKey: 'k' })).error).toMatchObject({ statusCode: null })
    expect((await resend.emails.send(letter, { idempotencyKey: 'k' })).error).toBeNull()
    expect(await listed()).toHaveLength(2)
    expect((await dial({ down: 'sideways' })).status).toBe(422)
  })
})

describe('after a stop', () => {
  test('mails, their order, their attachments and their keys are still there; halves are not', async () => {
    for (const subject of ['un', 'deux', 'trois'])
      await resend.emails.send({ ...letter, subject, attachments: [{ filename: 'a.txt', content: Buffer.from(subject) }] }, { idempotencyKey: subject })
    const before = await listed()
    writeFileSync(join(dataDir, 'torn.json.half'), '{"letters":[')
    await mailbox.close()
    mailbox = await startMailbox({ port: 0, dataDir, apiKey })
    resend = new Resend(apiKey, { baseUrl: mailbox.url })

    expect(before.map((mail) => mail.subject)).toEqual(['trois', 'deux', 'un'])
    expect(await listed()).toEqual(before)
    expect((await page(before[0]?.attachments[0]?.path ?? '')).text).toBe('trois')
    expect(readdirSync(dataDir).filter((name) => name.endsWith('.half'))).toEqual([])
    const again = await resend.emails.send(
      { ...letter, subject: 'un', attachments: [{ filename: 'a.txt', content: Buffer.from('un') }] },
      { idempotencyKey: 'un' },
    )
    expect(again.data?.id).toBe(before[2]?.id)
  })

  test('a mail that was answered survives kill -9', async () => {
    const home = mkdtempSync(join(tmpdir(), 'pouire-mailbox-'))
    const script = `import { startMailbox } from ${JSON.stringify(join(import.meta.dirname, 'server.ts'))}
      startMailbox({ port: 0, dataDir: ${JSON.stringify(join(home, 'mails'))}, apiKey: 're_local' }).then(({ url }) => console.log(url))`
    writeFileSync(join(home, 'start.mts'), script)
    const child = spawn(process.execPath, ['--import', 'tsx', join(home, 'start.mts')], {
      cwd: join(import.meta.dirname, '../..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [url] = await once(child.stdout, 'data')
    const { data } = await new Resend(apiKey, { baseUrl: String(url).trim() }).emails.send(letter)
    child.kill('SIGKILL')
    await once(child, 'exit')

    const after = await startMailbox({ port: 0, dataDir: join(home, 'mails'), apiKey })
    expect(await (await fetch(`${after.url}/api/mails`)).json()).toMatchObject([{ id: data?.id, subject: letter.subject }])
    await after.close()
    rmSync(home, { recursive: true })
  })
})

describe('the pages', () => {
  const hostile = '"><script>alert(1)</script>'

  test('list the newest first, filter by address, and escape everything', async () => {
    await resend.emails.send({ ...letter, subject: 'ancien' })
    await resend.emails.send({ ...letter, to: 'moussa@example.com', subject: hostile })
    const { text, policy } = await page('/')
    expect(text.indexOf('&#60;script')).toBeLessThan(text.indexOf('ancien'))
    expect(text).not.toContain('<script')
    expect(policy).toMatch(/default-src 'none'(?!.*script-src)/)
    expect((await page('/?to=awa@example.com')).text).not.toContain('&#60;script')
    expect((await page(`/?to=${encodeURIComponent(hostile)}`)).text).not.toContain('<script')
    expect(await listed('wa@example.com')).toEqual([]) // A whole address finds its own mails only.
    expect(await listed('AWA@example.com')).toHaveLength(1)
    expect(await listed('example')).toHaveLength(2)
  })

  test('go on after a hundred', async () => {
    await resend.batch.send(Array.from({ length: 100 }, () => letter))
    await resend.emails.send({ ...letter, subject: 'le dernier' })
    expect((await page('/')).text.match(/<li>/g)).toHaveLength(100)
    expect((await page('/?page=2')).text.match(/<li>/g)).toHaveLength(1)
  })

  test('show a mail, with its HTML in a frame that may run no script and its links usable', async () => {
    const { data } = await resend.emails.send({
      ...letter,
      subject: hostile,
      text: `Suivez https://pouire.test/v?a=1&b=2 ${hostile}`,
      html: `<html><head></head><body><a href="https://pouire.test">ici</a><img src="cid:logo"><script>alert(1)</script></body></html>`,
      attachments: [{ filename: '<b>.png', content: Buffer.from('png'), contentId: 'logo' }],
    })
    const shown = await page(`/mails/${data?.id}`)
    expect(shown.text).not.toMatch(/<script|<b>/)
    expect(shown.text).toContain('<a href="https://pouire.test/v?a=1&#38;b=2" target="_blank"')
    expect(shown.text).toMatch(/<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/)
    const inner = await page(`/mails/${data?.id}/html`)
    expect(inner.policy).toContain('sandbox allow-popups')
    expect(inner.policy).not.toMatch(/allow-scripts|allow-same-origin|script-src/)
    expect(inner.text).toContain('<head><base target="_blank">')
    expect(inner.text).toContain(`<img src="/mails/${data?.id}/attachments/0">`)
    expect((await page(`/mails/${data?.id}/attachments/0`)).headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('of a mail that does not exist are 404', async () => {
    const { data } = await resend.emails.send(letter)
    for (const path of ['/mails/00000000-0000-0000-0000-000000000000', `/mails/${data?.id}/html`, `/mails/${data?.id}/attachments/0`, '/nothing'])
      expect([path, (await page(path)).status]).toEqual([path, 404])
  })

  test('are for this computer only: another host name is refused', async () => {
    const status = await new Promise((done, fail) =>
      httpRequest(`${mailbox.url}/api/mails`, { headers: { host: 'evil.test' } }, (response) => done(response.resume().statusCode))
        .once('error', fail)
        .end(),
    )
    expect(status).toBe(403)
    expect((await fetch(`${mailbox.url}/_dials`, { method: 'POST', body: '{"down":true}', headers: { 'content-type': 'text/plain' } })).status).toBe(405)
  })
})
