import { rmSync } from 'node:fs'
import { startStudio } from './fixtures/server.ts'
import { expect, Studio, signIn, test } from './fixtures/studio.ts'

test('a server that is killed while somebody types loses at most what was typed since the last pause', async ({
  browser,
}) => {
  const server = await startStudio()
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const page = await context.newPage()
  await signIn(page, server)
  const builder = new Studio(page, { ...server })
  await page.goto(`${server.origin}/projects/new`)
  await page.getByRole('button', { name: /^Blank/ }).click()
  await page.getByRole('button', { name: 'Add stream' }).first().click()
  const request = builder.form('Request')
  await request.getByLabel('Path').fill('/kept/before/the/pause')
  await expect.poll(() => builder.savedText()).toContain('/kept/before/the/pause')
  await request.getByLabel('Path').pressSequentially('/and')
  await server.stop('SIGKILL')

  const again = await startStudio({ dataDir: server.dataDir, after: server })
  try {
    // Another browser: nothing but the server's disk can know the text.
    const other = await browser.newContext({ storageState: { cookies: [], origins: [] } })
    const elsewhere = await other.newPage()
    await signIn(elsewhere, again)
    await elsewhere.getByRole('link', { name: 'Untitled connector' }).click()
    await expect(new Studio(elsewhere, again).station('Request')).toHaveAccessibleName(
      /GET \/kept\/before\/the\/pause/,
    )
    await other.close()

    // The browser that typed still has the rest, and brings it in.
    await page.reload()
    await expect(builder.station('Request')).toHaveAccessibleName(/the\/pause\/and/)
    await context.close()
  } finally {
    await again.stop()
    rmSync(server.dataDir, { recursive: true, force: true })
  }
})

test('two tabs that change the same draft keep both changes', async ({ studio, context }) => {
  const { page } = studio
  await studio.createPracticeConnector(['Orders'], { isBare: false })
  const second = new Studio(await context.newPage(), studio.server)
  await second.page.goto(page.url())
  await expect(second.station('Request')).toBeVisible()

  const pages = await studio.openStation('Pages')
  await pages.getByLabel('Page size', { exact: true }).fill('25')
  await expect.poll(() => studio.savedText()).toContain('page_size: 25')
  const request = await second.openStation('Request')
  await request.getByLabel('Path').fill('/v1/orders?note=second')

  const notice = second.page.getByRole('status').filter({ hasText: 'also changed in another tab' })
  await expect(notice).toBeVisible()
  await second.page.getByRole('button', { name: 'Keep both' }).click()
  await expect(notice).toBeHidden()
  await expect(second.saved).toBeVisible()
  await second.view('Split')
  const merged = await second.copyEditor()
  expect(merged).toContain('page_size: 25')
  expect(merged).toContain('/v1/orders?note=second')
})

test('two tabs that change the same line show both texts until one is chosen', async ({
  studio,
  context,
}) => {
  const { page } = studio
  await studio.createPracticeConnector(['Orders'], { isBare: false })
  const second = new Studio(await context.newPage(), studio.server)
  await second.page.goto(page.url())

  const mine = await second.openStation('Request')
  const theirs = await studio.openStation('Request')
  await theirs.getByLabel('Path').fill('/v1/first')
  await expect.poll(() => studio.savedText()).toContain('/v1/first')
  await mine.getByLabel('Path').fill('/v1/second')
  await second.page.getByRole('button', { name: 'Compare' }).click()
  const dialog = second.page.getByRole('dialog', { name: 'Two drafts' })
  await expect(dialog.getByRole('region', { name: 'In the other tab' })).toContainText('/v1/first')
  await expect(dialog.getByRole('region', { name: 'Here' })).toContainText('/v1/second')
  await dialog.getByRole('button', { name: 'Keep mine' }).click()
  await expect(second.saved).toBeVisible()
  await expect(second.station('Request')).toHaveAccessibleName(/GET \/v1\/second/)
})

test('a secret that was saved is never given out again', async ({ studio }) => {
  const { page, server } = studio
  const secret = 'practice-token'
  const bodies: { url: string; body: Promise<string> }[] = []
  page.on('response', (response) => {
    if (!response.url().includes('/api/')) return
    bodies.push({ url: response.url(), body: response.text().catch(() => '') })
  })
  await studio.createPracticeConnector(['Orders'], { isBare: false })
  await studio.run()
  await expect(studio.panel.getByText('Proved complete').first()).toBeVisible()
  await studio.tab('Calls').click()
  const calls = page.getByRole('treegrid', { name: 'Calls' })
  await calls.getByRole('row').first().click()
  const call = studio.panel.getByRole('region', { name: 'Call 1' })
  await call.getByRole('radio', { name: 'Request' }).click()
  await call.getByRole('radio', { name: /^Headers/ }).click()
  await expect(call).toContainText(/authorization/i)
  await expect(page.locator('body')).not.toContainText(secret)

  const project = new URL(page.url()).pathname.split('/').at(-1)
  const get = async (path: string) =>
    (await page.request.get(`${server.origin}/api/projects/${project}${path}`)).text()
  const runs = await get('/runs')
  const { id } = (JSON.parse(runs) as { runs: { id: string }[] }).runs[0] ?? { id: '' }
  const stored = await get(`/runs/${id}/events`)
  expect(stored).toContain('/v1/orders')
  for (const text of [runs, stored, await get(''), await get('/environments')]) {
    expect(text).not.toContain(secret)
  }
  for (const { url, body } of bodies) expect(await body, url).not.toContain(secret)
})
