import type { Page } from '@playwright/test'
import { database, expect, expectAccessible, people, test, words } from './fixtures'

/*
The review desk: a queue worked through with the keyboard alone, many published at once, a photo that is somebody else's for now, the original in tiles, an appeal.
The photos are copies of the demo's, sent for review long ago, so that they come first; what is left of them is withdrawn at the end.
*/

const t = words('fr')
const desktop = { viewport: { width: 1440, height: 900 } }
const made: string[] = []

test.describe.configure({ mode: 'serial' })
test.afterAll(async () => {
  const sql = await database()
  const { rows } = await sql.query<{ id: string; was: string }>(
    `update photos p set status = 'unlisted', published_at = coalesce(p.published_at, now()) from photos was
     where was.id = p.id and p.id = any($1) and p.status in ('submitted', 'appealed', 'published') returning p.id, was.status as was`,
    [made],
  )
  for (const { id, was } of rows) await live(id, was === 'published' ? ['published', 'unlisted'] : [was, 'published', 'unlisted'])
})

/** The steps between these states, in the photo's history. The first of them is where it stands; null is before everything. */
async function live(id: string, [first = null, ...states]: (string | null)[]) {
  const sql = await database()
  for (const [index, to] of states.entries())
    await sql.query("insert into histories (subject, subject_id, from_state, to_state, event) values ('photo', $1, $2, $3, 'made_for_test')", [
      id,
      index ? states[index - 1] : first,
      to,
    ])
}

/** Photos of the demo once more, in the order they wait. Their pictures are the demo's own. */
async function somePhotos(count: number, status: 'submitted' | 'appealed' = 'submitted') {
  const sql = await database()
  const { rows: columns } = await sql.query<{ name: string }>(
    "select column_name as name from information_schema.columns where table_name = 'photos' and is_generated = 'NEVER'",
  )
  const changed: Record<string, string> = {
    id: 'gen_random_uuid()',
    slug: "'relue-' || gen_random_uuid()",
    sha256: 'gen_random_uuid()::text',
    status: `'${status}'`,
    title_fr: "'Relue ' || row_number() over (order by id) || ' ' || left(gen_random_uuid()::text, 8)",
    title_en: "''",
    submitted_at: `now() - interval '60 days' + make_interval(mins => ${made.length} + row_number() over (order by id)::int)`,
    published_at: 'null',
    sales_count: '0',
  }
  const names = columns.map(({ name }) => name)
  const { rows } = await sql.query<{ id: string; title: string }>(
    `insert into photos (${names.join(', ')})
     select ${names.map((name) => changed[name] ?? name).join(', ')} from (
       select p.* from photos p join photographers g on g.id = p.photographer_id join users u on u.id = g.user_id
       where p.status = 'published' and u.email <> $2 and p.slug not like 'relue-%' order by p.id limit $1
     ) chosen returning id, title_fr as title`,
    [count, people.author],
  )
  const past = [null, 'draft', 'uploaded', 'processing', 'ready', 'submitted']
  for (const { id } of rows) await live(id, status === 'appealed' ? [...past, 'rejected', 'appealed'] : past)
  made.push(...rows.map(({ id }) => id))
  const { rows: ordered } = await sql.query<{ id: string; title: string }>(
    'select id, title_fr as title from photos where id = any($1) order by submitted_at, id',
    [rows.map(({ id }) => id)],
  )
  return ordered
}

const statusOf = async (id: string) => (await (await database()).query<{ status: string }>('select status from photos where id = $1', [id])).rows[0]?.status
const lastReview = async (id: string) =>
  (
    await (
      await database()
    ).query<{ decision: string; reasons: string[]; box: Record<'x' | 'y' | 'width' | 'height', number> | null; note: string }>(
      'select decision, reasons, box, note from reviews where photo_id = $1 order by created_at desc limit 1',
      [id],
    )
  ).rows[0]
const openPhoto = async (page: Page, id: string | undefined, title = '') => {
  await page.goto(`/admin/moderation?photo=${id}`)
  await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible()
}
/** The page hears keys from now on: its list of them was opened and closed by key. */
const listens = async (page: Page) => {
  const help = page.getByRole('heading', { name: t('desk.help') })
  await expect(async () => {
    await page.keyboard.press('?')
    await expect(help).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await page.keyboard.press('Escape')
  await expect(help).toBeHidden()
}
const lockedBy = async (id: string) =>
  (
    await (
      await database()
    ).query<{ email: string }>('select u.email from review_locks l join users u on u.id = l.reviewer_id where photo_id = $1 and locked_until > now()', [id])
  ).rows[0]?.email

test('three photos with the keyboard alone: published, refused with two reasons, a box and a note, and the third is there at once', async ({ open }) => {
  const [first, second, third] = await somePhotos(3)
  const desk = await open(people.moderator, desktop)
  await openPhoto(desk, first?.id, first?.title)
  await expectAccessible(desk)
  const picture = desk.getByRole('img', { name: t('desk.alt', { title: first?.title ?? '' }) })
  await expect(picture).toBeVisible()

  await listens(desk)
  await desk.keyboard.press('a')
  await expect(desk.getByRole('heading', { level: 2, name: second?.title })).toBeVisible()
  await expect.poll(() => statusOf(first?.id ?? '')).toBe('published')

  await desk.keyboard.press('r')
  await expect(desk.getByRole('alert').filter({ hasText: t('desk.reasonsMissing') })).toBeVisible() // Nothing is refused without a reason.
  expect(await statusOf(second?.id ?? '')).toBe('submitted')
  await desk.keyboard.press('2')
  await desk.keyboard.press('5')
  await desk.keyboard.press('b')
  const box = desk.getByRole('button', { name: t('desk.boxKeys') })
  await expect(box).toBeFocused()
  const before = await box.boundingBox()
  for (const key of ['ArrowRight', 'ArrowDown', 'Shift+ArrowRight', 'Shift+ArrowRight']) await desk.keyboard.press(key)
  const after = await box.boundingBox()
  expect(after?.x).toBeGreaterThan(before?.x ?? 0)
  expect(after?.y).toBeGreaterThan(before?.y ?? 0)
  expect(after?.width).toBeGreaterThan(before?.width ?? 0)
  await desk.keyboard.press('Enter')
  await expect(box).toHaveCount(0)
  await desk.keyboard.press('n')
  await desk.keyboard.type('Les ombres à gauche sont bouchées.')
  await desk.keyboard.press('Escape')
  await desk.keyboard.press('r')
  await expect(desk.getByRole('heading', { level: 2, name: third?.title })).toBeVisible()
  await expect(desk.getByText(t('desk.rejected', { title: second?.title ?? '', count: 2 })).first()).toBeAttached()

  await expect.poll(() => statusOf(second?.id ?? '')).toBe('rejected')
  const review = await lastReview(second?.id ?? '')
  expect(review).toMatchObject({ decision: 'rejected', reasons: ['exposure', 'duplicate'], note: 'Les ombres à gauche sont bouchées.' })
  expect(review?.box?.x).toBeCloseTo(0.36, 2)
  expect(review?.box?.width).toBeCloseTo(0.32, 2)
  await expect(desk).toHaveURL(new RegExp(`photo=${third?.id}`))
  await expect(desk.getByRole('button', { name: t('desk.reject') })).toBeVisible() // The third begins with nothing chosen.
  await desk.keyboard.press('ArrowRight')
  await desk.keyboard.press('ArrowLeft')
  await expect(desk.getByRole('heading', { level: 2, name: third?.title })).toBeVisible()
})

test('a photo is one reviewer’s while they look at it: another sees whose, and cannot decide; it is free once they leave', async ({ open }) => {
  const [photo] = await somePhotos(1)
  const id = photo?.id ?? ''
  const first = await open(people.moderator, desktop)
  await openPhoto(first, id, photo?.title)
  await expect.poll(() => lockedBy(id)).toBe(people.moderator)
  const second = await open(people.admin, desktop)
  await openPhoto(second, id, photo?.title)
  const held = t('desk.heldBy', { name: 'Rokia Sidibé' })
  await expect(second.getByRole('status').filter({ hasText: held })).toBeVisible()
  await listens(second)
  await second.keyboard.press('a')
  await expect(second.getByRole('alert').filter({ hasText: held })).toBeVisible()
  expect(await statusOf(id)).toBe('submitted')

  await first.goto('/admin')
  await expect.poll(() => lockedBy(id)).toBeUndefined()
  await openPhoto(second, id, photo?.title)
  await listens(second)
  await second.keyboard.press('a')
  await expect.poll(() => statusOf(id)).toBe('published')
})

test('several are published at once from the sheet; one that looks like somebody else’s is left, and it says why', async ({ open }) => {
  const photos = await somePhotos(3)
  const near = photos[2]?.id ?? ''
  await (await database()).query(
    "insert into near_duplicates (photo_id, other_id, is_own, distance) select $1, id, false, 3 from photos where status = 'published' and id <> $1 limit 1",
    [near],
  )
  const desk = await open(people.moderator, desktop)
  await desk.goto('/admin/moderation')
  await listens(desk)
  await desk.keyboard.press('g')
  await expect(desk.getByRole('heading', { name: t('desk.gridTitle') })).toBeVisible()
  for (const { title } of photos) {
    await desk.getByRole('checkbox', { name: t('desk.select', { title }) }).focus()
    await desk.keyboard.press('Space')
  }
  await desk.getByRole('button', { name: t('desk.publishSelected', { count: 3 }) }).click()
  await expect(desk.getByText(t('desk.bulkPartly', { count: 2, skipped: 1 }))).toBeVisible()
  await expect(desk.getByText(t('ingest.bulkNear'))).toBeVisible()
  expect(await Promise.all(photos.map(({ id }) => statusOf(id)))).toEqual(['published', 'published', 'submitted'])
})

test.describe('the original', () => {
  test.use({ mayFail: [/\/tiles\//] })

  test('at 100 % staff see it in tiles, only those in sight; for a photographer there are none', async ({ open }) => {
    const [photo] = await somePhotos(1)
    const desk = await open(people.moderator, desktop)
    const asked: string[] = []
    desk.on('request', (request) => request.url().includes('/tiles/') && asked.push(new URL(request.url()).pathname))
    await openPhoto(desk, photo?.id, photo?.title)
    await listens(desk)
    await desk.keyboard.press('z')
    await expect.poll(() => asked.length, { message: 'the original is cut and shown', timeout: 90_000 }).toBeGreaterThan(0)
    const { rows } = await (await database()).query<{ all: number }>('select columns * rows as all from inspections where photo_id = $1', [photo?.id])
    expect(new Set(asked).size).toBeLessThan(rows[0]?.all ?? 0)
    const shown = new Set(asked).size
    for (const key of ['Shift+ArrowRight', 'Shift+ArrowDown', 'Shift+ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowUp', 'Shift+ArrowUp'])
      await desk.keyboard.press(key)
    await expect.poll(() => new Set(asked).size).toBeGreaterThan(shown)
    expect(asked.length).toBe(new Set(asked).size) // None is fetched twice.

    const author = await open(people.author)
    expect((await desk.request.get(asked[0] ?? '')).status()).toBe(200)
    expect((await author.request.get(asked[0] ?? '')).status()).toBe(404)
    expect((await author.request.post(`/api/desk/photos/${photo?.id}/inspection`, { headers: { origin: new URL(desk.url()).origin } })).status()).toBe(404)
    await desk.keyboard.press('Escape')
    await expect(desk.getByRole('button', { name: t('desk.zoom') })).toBeVisible()
  })
})

test('an appeal is not for whoever refused: another moderator reads it and decides', async ({ open }) => {
  const [photo] = await somePhotos(1, 'appealed')
  const id = photo?.id ?? ''
  const sql = await database()
  await sql.query(
    "insert into reviews (id, photo_id, reviewer_id, decision, reasons, created_at) select gen_random_uuid(), $1, id, 'rejected', array['exposure'], now() - interval '1 day' from users where email = $2",
    [id, people.moderator],
  )
  const text = 'Les ombres sont voulues : la scène se passe à la tombée du jour.'
  await sql.query('insert into appeals (id, photo_id, text) values (gen_random_uuid(), $1, $2)', [id, text])

  const refuser = await open(people.moderator, desktop)
  await refuser.goto(`/admin/moderation?kind=appeal&photo=${id}`)
  await expect(refuser.getByText(text)).toHaveCount(0)
  await expect(refuser.getByRole('heading', { level: 2, name: photo?.title })).toHaveCount(0)

  const other = await open(people.admin, desktop)
  await other.goto(`/admin/moderation?kind=appeal&photo=${id}`)
  await expect(other.getByText(text)).toBeVisible()
  await listens(other)
  await other.keyboard.press('a')
  await expect.poll(() => statusOf(id)).toBe('published')
  const { rows } = await sql.query<{ decided: boolean }>('select decided_at is not null as decided from appeals where photo_id = $1', [id])
  expect(rows[0]?.decided).toBe(true)
})

test('on a phone a photo is read and refused by touch', async ({ open }) => {
  const [photo] = await somePhotos(1)
  const desk = await open(people.moderator, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await openPhoto(desk, photo?.id, photo?.title)
  await expectAccessible(desk)
  expect(await desk.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await desk.getByText('Netteté', { exact: true }).tap()
  await desk.getByRole('button', { name: t('desk.rejectCount', { count: 1 }) }).tap()
  await expect.poll(() => statusOf(photo?.id ?? '')).toBe('rejected')
})

test('without script the decision is a plain form', async ({ open }) => {
  const [photo, following] = await somePhotos(2)
  const desk = await open(people.moderator, { ...desktop, javaScriptEnabled: false })
  await openPhoto(desk, photo?.id, photo?.title)
  await desk.getByRole('checkbox', { name: 'Netteté' }).check({ force: true })
  await desk.getByRole('button', { name: new RegExp(`^${t('desk.reject')}`) }).click()
  await expect(desk.getByRole('heading', { level: 2, name: following?.title })).toBeVisible()
  expect(await lastReview(photo?.id ?? '')).toMatchObject({ decision: 'rejected', reasons: ['sharpness'] })
})
