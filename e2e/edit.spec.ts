import type { Page } from '@playwright/test'
import sharp from 'sharp'
import { database, expect, expectAccessible, people, shot, test, upload, words } from './fixtures'

const t = words('fr')
const edit = (key: string, values?: Record<string, string | number>) => t(`studio.edit.${key}`, values)

/** A picture nobody has sent: noise over two colours, and the same again a little lighter. */
async function aPicture(seed: number, lighter = 1) {
  const { r, g, b } = { r: 40 + (seed % 150), g: 30 + (seed % 97), b: 60 + (seed % 61) }
  const bands = Array.from(
    { length: 9 },
    (_, index) =>
      `<rect x="${(seed * (index + 3)) % 2000}" y="${index * 200}" width="${300 + ((seed * index) % 900)}" height="160" fill="rgb(${(r * index) % 255},${(g * 3) % 255},${b})"/>`,
  )
  const drawing = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="2400" height="1800"><rect width="2400" height="1800" fill="rgb(${r},${g},${b})"/>${bands.join('')}</svg>`,
  )
  return sharp(drawing).modulate({ brightness: lighter }).jpeg({ quality: 88 }).toBuffer()
}

async function aDraft(page: Page, buffer: Buffer) {
  const photo = await upload(page, { name: 'cour.jpg', mimeType: 'image/jpeg', buffer })
  expect(photo.status).toBe('ready')
  return photo.id
}

/** Everything the form asks for but the releases; it saves itself. */
async function fillIn(page: Page) {
  await expect(page.getByRole('combobox', { name: edit('tags') })).toBeVisible() // The page has come to life.
  await page.getByLabel(edit('titleFr')).fill('Cour du matin, nattes et pluie')
  await page.getByLabel(edit('tags')).fill('cour, nattes, pluie, matin, quartier')
  await page.getByLabel(edit('subject')).selectOption({ label: 'Vie quotidienne' })
  await page.getByLabel(edit('city')).fill('ouida')
  await page.getByRole('option', { name: 'Ouidah' }).click()
  await page.getByLabel(edit('price')).fill('12500')
}

const saved = (page: Page) => expect(page.getByText(edit('autosave.saved', { time: '' }).trim()).first()).toBeVisible()

test('words are suggested, a town knows its country, what is typed is kept by itself, through a lost line and another window', async ({ open }) => {
  const page = await open(people.otherAuthor)
  const id = await aDraft(page, await aPicture(Date.now() % 100_000))
  await page.goto(`/studio/photos/${id}`)
  await fillIn(page)
  await expect(page.getByLabel(edit('country'))).toHaveValue('BJ')

  const tags = page.getByLabel(edit('tags'))
  await tags.pressSequentially('port')
  const list = page.getByRole('listbox', { name: edit('suggestions') })
  await expect(list.getByRole('option').first()).toBeVisible()
  const word = (await list.getByRole('option').first().locator('span').first().textContent()) ?? ''
  await tags.press('ArrowDown')
  await tags.press('Enter')
  await expect(page.getByRole('button', { name: edit('tagRemove', { word }) })).toBeVisible()
  await saved(page)
  await expectAccessible(page)
  await shot(page, 'edit-filled')

  await page.reload()
  await expect(page.getByLabel(edit('titleFr'))).toHaveValue('Cour du matin, nattes et pluie')
  await expect(page.getByLabel(edit('city'))).toHaveValue('Ouidah')
  await expect(page.getByLabel(edit('country'))).toHaveValue('BJ')
  await expect(page.getByRole('button', { name: edit('tagRemove', { word }) })).toBeVisible()

  const other = await page.context().newPage()
  await other.goto(`/studio/photos/${id}`)
  await other.getByLabel(edit('titleFr')).fill('Cour, autre fenêtre')
  await saved(other)
  await page.getByLabel(edit('descriptionFr')).fill('Il a plu toute la nuit.')
  await expect(page.getByText(edit('autosave.replaced', { fields: edit('fieldNames.titleFr') }))).toBeVisible()
})

test.describe('without a connection', () => {
  test.use({ mayFail: [/\/words$/] })

  test('what is typed stays on the device, and is saved when the line is back', async ({ open }) => {
    const page = await open(people.otherAuthor)
    const id = await aDraft(page, await aPicture((Date.now() % 100_000) + 7))
    await page.goto(`/studio/photos/${id}`)
    await expect(page.getByRole('combobox', { name: edit('tags') })).toBeVisible() // The page has come to life.
    await page.context().setOffline(true)
    await page.getByLabel(edit('titleFr')).fill('Écrit sans connexion')
    await expect(page.getByText(edit('autosave.offline'))).toBeVisible()
    await page.context().setOffline(false)
    await saved(page)
    await page.reload()
    await expect(page.getByLabel(edit('titleFr'))).toHaveValue('Écrit sans connexion')
  })
})

test('recognisable people need a signed release; of two photos alike one chooses; then the photo waits at its place', async ({ open }) => {
  const page = await open(people.otherAuthor)
  const seed = (Date.now() % 100_000) + 13
  const first = await aDraft(page, await aPicture(seed))
  const second = await aDraft(page, await aPicture(seed, 1.04))
  await page.goto(`/studio/photos/${second}`)
  await expect(page.getByRole('heading', { name: edit('near.title') })).toBeVisible()
  await shot(page, 'edit-alike')
  await page.getByRole('button', { name: edit('near.keepBoth') }).click()
  await expect(page.getByText(edit('near.kept'))).toBeVisible()
  expect(
    (await database().query('select 1 from near_duplicates where photo_id = $1 and other_id = $2 and kept_both_at is not null', [second, first])).rowCount,
  ).toBe(1)

  await fillIn(page)
  await page.getByLabel(edit('people')).selectOption('one')
  await page.getByLabel(edit('recognisable')).check()
  await expect(page.getByRole('link', { name: edit('missing.release') })).toBeVisible()
  await page.getByRole('button', { name: edit('saveAndSubmit') }).click()
  await expect(page.getByText(edit('faults.release')).first()).toBeVisible()
  await page.getByLabel(t('studio.releases.subject')).fill('Awa Diop')
  await page.getByLabel(t('studio.releases.file')).setInputFiles({ name: 'awa.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 signé %%EOF') })
  await page.getByRole('button', { name: t('studio.releases.add'), exact: true }).click()
  await expect(page.getByRole('checkbox', { name: /Awa Diop/ }).first()).toBeChecked()
  await expect(page.getByText(edit('complete'))).toBeVisible()
  await page.getByRole('button', { name: edit('saveAndSubmit') }).click()
  await expect(page.getByText(edit('submitted'))).toBeVisible()
  await expect(page.getByRole('heading', { name: edit('queue.placeLabel') })).toBeVisible()
  await expectAccessible(page)

  await page.goto('/studio/releases')
  const row = page.getByRole('listitem').filter({ hasText: 'Cour du matin' })
  await expect(row.getByText('Awa Diop')).toBeVisible()
  const address = (await row.getByRole('link', { name: t('studio.releases.open', { subject: 'Awa Diop' }) }).getAttribute('href')) ?? ''
  expect((await (await open(people.buyer)).request.get(address, { maxRedirects: 0 })).status()).toBe(404)
  const answer = await page.request.get(address)
  expect(answer.headers()['content-disposition']).toMatch(/^attachment/)
  expect((await answer.body()).toString()).toContain('signé')
})

test('a refusal says why, with an example, and can be appealed against once', async ({ open }) => {
  const sql = database()
  const { rows } = await sql.query<{ id: string; email: string }>(
    `select p.id, u.email from photos p join photographers g on g.id = p.photographer_id join users u on u.id = g.user_id
     where p.status = 'rejected' and not exists (select 1 from appeals a where a.photo_id = p.id) order by p.id desc limit 1`,
  )
  const refused = rows[0]
  if (!refused) throw new Error('the demo has no refused photo left')
  const page = await open(refused.email)
  await page.goto(`/studio/photos/${refused.id}`)
  await expect(page.getByRole('heading', { name: edit('rejectedTitle') })).toBeVisible()
  await expect(page.getByText(edit('keptWords'))).toBeVisible()
  await page.getByText(edit('appeal.title')).click()
  await page.getByLabel(edit('appeal.text')).fill('Non.')
  await page.getByRole('button', { name: edit('appeal.send') }).click()
  await expect(page.getByText(t('ingest.appealText'))).toBeVisible()
  await expect(page.getByLabel(edit('appeal.text'))).toHaveValue('Non.')
  await page.getByLabel(edit('appeal.text')).fill('Le flou est voulu : la pluie est le sujet de toute la série.')
  await page.getByRole('button', { name: edit('appeal.send') }).click()
  await expect(page.getByText(edit('appeal.waiting'))).toBeVisible()
  await shot(page, 'edit-appealed')
})
