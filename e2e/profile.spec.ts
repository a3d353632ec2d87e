import { at, database, expect, expectAccessible, people, test, words } from './fixtures'

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

const stored = async (email: string) =>
  (
    await database().query(
      'select g.id, g.handle, g.bio_fr, g.bio_en, g.city, g.country_code, g.cover_photo_id, g.portfolio_url from photographers g join users u on u.id = g.user_id where u.email = $1',
      [email],
    )
  ).rows[0] as Record<'id' | 'handle' | 'bio_fr' | 'bio_en' | 'city' | 'country_code' | 'cover_photo_id' | 'portfolio_url', string>

// The demo's own words are put back: other journeys read them.
test.describe.configure({ mode: 'serial' })
let before: Awaited<ReturnType<typeof stored>>
test.beforeAll(async () => {
  before = await stored(people.otherAuthor)
})
test.afterAll(async () => {
  await database().query(
    'update photographers set bio_fr = $2, bio_en = $3, city = $4, country_code = $5, cover_photo_id = $6, portfolio_url = $7 where id = $1',
    [before.id, before.bio_fr, before.bio_en, before.city, before.country_code, before.cover_photo_id, before.portfolio_url],
  )
})

test('a photographer writes their page on a phone, sees it as it will be, and the public sees the same', async ({ open, page }) => {
  const t = words('fr')
  const author = await open(people.otherAuthor, phone)
  await author.goto('/studio/profile')
  const preview = author.getByRole('region', { name: t('profile.preview') })
  await author.getByLabel(t('profile.bioFr')).fill('Le marché <b>Dantokpa</b>,\net la lagune.')
  await author.getByLabel(t('profile.bioEn')).fill('Dantokpa market, and the lagoon.')
  await author.getByLabel(t('profile.city')).fill('Porto-Novo')
  await author.getByLabel(t('profile.portfolioUrl')).fill('https://senan.example/photos')
  await expect(preview).toContainText('Le marché <b>Dantokpa</b>,')
  await expect(preview).toContainText('Porto-Novo')
  await preview.getByRole('button', { name: 'English' }).click()
  await expect(preview).toContainText('Dantokpa market, and the lagoon.')

  const choices = author.getByRole('group', { name: t('profile.cover') }).getByRole('radio')
  const last = choices.last()
  await last.check()
  const coverId = await last.getAttribute('value')
  await expect(preview.getByRole('img')).toHaveAttribute('src', /watermarked\//)
  await expectAccessible(author, 'the profile with words in it')
  await author.getByRole('button', { name: t('profile.save') }).click()
  await expect(author.getByRole('status').filter({ hasText: t('profile.saved') })).toBeVisible()
  await expect(last).toBeChecked()
  expect(await stored(people.otherAuthor)).toMatchObject({ cover_photo_id: coverId, city: 'Porto-Novo', portfolio_url: 'https://senan.example/photos' })

  for (const locale of ['fr', 'en'] as const) {
    await page.goto(at(locale, `/photographers/${before.handle}`))
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
    await expect(page.locator('main')).toContainText(locale === 'fr' ? 'Le marché <b>Dantokpa</b>,' : 'Dantokpa market, and the lagoon.')
    await expect(page.getByRole('link', { name: 'senan.example' })).toHaveAttribute('rel', /nofollow.*noopener/)
    await expect(page.locator('meta[property="og:image"]')).toHaveAttribute('content', /watermarked\/.+\.jpg$/)
    const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '{}')
    expect(data).toMatchObject({ '@type': 'ProfilePage', mainEntity: { '@type': 'Person', sameAs: 'https://senan.example/photos' } })
  }
})

test('what is wrong is said beside its field and what was typed stays', async ({ open }) => {
  const t = words('en')
  const author = await open(people.otherAuthor)
  await author.goto('/en/studio/profile')
  await author.getByLabel(t('profile.city')).fill('')
  await author.getByLabel(t('profile.portfolioUrl')).fill('javascript:alert(1)')
  await author.getByLabel(t('profile.bioFr')).fill('Une autre phrase.')
  await author.getByRole('button', { name: t('profile.save') }).click()
  await expect(author.getByText(t('account.portfolioShape'))).toBeVisible()
  await expect(author.getByText(t('errors.fieldRequired'))).toBeVisible()
  await expect(author.getByLabel(t('profile.bioFr'))).toHaveValue('Une autre phrase.')
  expect((await stored(people.otherAuthor)).bio_fr).not.toBe('Une autre phrase.')
})

test('somebody else’s photo sent as the cover is refused', async ({ open }) => {
  const t = words('fr')
  const author = await open(people.otherAuthor)
  await author.goto('/studio/profile')
  const theirs = Object.values(
    (await database().query("select id from photos where status = 'published' and photographer_id <> $1 limit 1", [before.id])).rows[0] as { id: string },
  )[0]
  await author.getByRole('radio', { name: t('profile.coverBest') }).check()
  await author.getByRole('radio', { name: t('profile.coverBest') }).evaluate((radio: HTMLInputElement, id) => {
    radio.value = id
  }, theirs ?? '')
  await author.getByRole('button', { name: t('profile.save') }).click()
  await expect(author.getByText(t('profile.coverNotYours'))).toBeVisible()
  expect((await stored(people.otherAuthor)).cover_photo_id).not.toBe(theirs)
})
