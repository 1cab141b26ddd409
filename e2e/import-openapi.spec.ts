import { expectAccessible } from './fixtures/accessible'
import { expect, test } from './fixtures/studio'

async function practiceDocument(practiceUrl: string): Promise<string> {
  return (await fetch(`${practiceUrl}/openapi.json`)).text()
}

test('an OpenAPI document becomes a connector whose records arrive', async ({ studio, server }) => {
  const { page } = studio
  await page.goto('/projects/new')
  const box = page.getByRole('textbox', { name: /^Documents of the API/ })
  await box.fill(await practiceDocument(server.practiceUrl))
  const rows = page.getByRole('list', { name: 'What was recognised' })
  await expect(rows.getByText('OpenAPI 3.1.0')).toBeVisible()
  await expectAccessible(page, 'a recognised document')
  await page.getByRole('button', { name: /^See what was found/ }).click()

  await expect(page.getByRole('heading', { name: 'Northwind practice API' })).toBeVisible()
  await expect(page.getByRole('checkbox', { name: 'Orders', exact: true })).toBeChecked()
  await expectAccessible(page, 'findings')

  await page.getByRole('button', { name: 'GET /v1/orders', exact: true }).click()
  const viewer = page.getByRole('dialog', { name: 'pasted text' })
  await expect(viewer.locator('[aria-current=location]')).toContainText('"get": {')
  await expectAccessible(page, 'the place of a finding')
  await page.keyboard.press('Escape')
  await expect(viewer).toBeHidden()

  // The practice API has a stream for each way to sign in; one token is enough for the others.
  await page.getByRole('textbox', { name: 'Find a stream' }).fill('/sign-in/')
  await page.getByRole('checkbox', { name: 'All streams shown' }).uncheck()
  await page.getByRole('button', { name: /^Create connector with \d+ streams$/ }).click()
  await expect(studio.station('Request')).toBeVisible()
  await studio.saveSecret(/access token/i, 'practice-token')
  await studio.showStream('Orders')
  await studio.run()
  await expect(studio.panel.getByText('Proved complete').first()).toBeVisible()
  await expect(studio.tab('Records')).toContainText('250')
})

test('a document that cannot be read says where, and stays in the box', async ({ studio }) => {
  const { page } = studio
  await page.goto('/projects/new')
  const text = 'openapi: 3.1.0\npaths: {a: [}\n'
  const box = page.getByRole('textbox', { name: /^Documents of the API/ })
  await box.fill(text)
  await expect(page.getByText('Line 2, column 13').first()).toBeVisible()
  await expect(box).toHaveValue(text)
  await expect(page.getByRole('button', { name: /^Create connector/ })).toBeDisabled()
})

test('a document is fetched from its address when somebody says so', async ({ studio, server }) => {
  const { page } = studio
  await page.goto('/projects/new')
  const box = page.getByRole('textbox', { name: /^Documents of the API/ })
  await box.fill(`${server.practiceUrl}/openapi.json`)
  await page.getByRole('button', { name: 'Fetch it' }).click()
  await expect(page.getByText('OpenAPI 3.1.0')).toBeVisible()
  await page.getByRole('button', { name: /^See what was found/ }).click()
  await expect(page.getByRole('button', { name: /^Create connector with/ })).toBeEnabled()
})

test('a read that was cut short is mended by what its answer says', async ({ studio }) => {
  const { page } = studio
  await studio.createPracticeConnector(['Orders'], { isBare: false })
  await studio.openStation('Pages')
  await studio.form('Pages').getByRole('radio', { name: 'One page' }).click()
  await studio.run()
  await expect(studio.panel.getByText('Truncated', { exact: true }).first()).toBeVisible()

  await studio.tab('Checks').click()
  const fixes = page.getByRole('region', { name: 'What would fix it' })
  await expect(fixes.getByRole('article').first()).toBeVisible()
  await expectAccessible(page, 'suggestions after a run')
  await page.getByRole('button', { name: /^Suggestions \d+$/ }).click()
  await expect(page.getByRole('button', { name: /^Accept all certain/ })).toBeVisible()
  await expectAccessible(page, 'all suggestions')
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 1024, height: 800 })
  const narrow = page.getByRole('button', { name: /^Suggestions \d+$/ })
  await expect(narrow).toBeVisible()
  await narrow.press('Enter')
  const tray = page.getByRole('dialog', { name: 'Suggestions' })
  await expect(tray).toBeVisible()
  await tray.getByRole('button', { name: 'Close' }).focus()
  await page.keyboard.press('Escape')
  await expect(tray).toBeHidden()
  await page.setViewportSize({ width: 1440, height: 900 })
  const pages = fixes.getByRole('article').filter({ hasText: /^Pages:/ })
  await pages.getByRole('button', { name: 'Test it' }).click()
  await expect(studio.panel.getByText('It is not in the draft yet.')).toBeVisible()
  await expect(studio.panel.getByText('Proved complete').first()).toBeVisible()
  await expect(studio.station('Pages')).toHaveAccessibleName(/One page/)

  await studio.panel.getByRole('button', { name: 'Accept' }).first().click()
  await expect(studio.station('Pages')).not.toHaveAccessibleName(/One page/)
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(studio.station('Pages')).toHaveAccessibleName(/One page/)
})

test('what the document says otherwise stands below what a run suggests', async ({
  studio,
  server,
}) => {
  const { page } = studio
  const { paths, ...rest } = JSON.parse(await practiceDocument(server.practiceUrl))
  const orders = JSON.stringify(paths['/v1/orders']).replaceAll('"data"', '"items"')
  const outdated = { ...rest, paths: { '/v1/orders': JSON.parse(orders) } }
  await page.goto('/projects/new')
  const box = page.getByRole('textbox', { name: /^Documents of the API/ })
  await box.fill(JSON.stringify(outdated))
  await page.getByRole('button', { name: /^See what was found/ }).click()
  await page.getByRole('button', { name: /^Create connector with/ }).click()
  await expect(studio.station('Records')).toHaveAccessibleName(/items/)
  await studio.saveSecret(/access token/i, 'practice-token')
  await studio.showStream('Orders')
  await studio.run()
  await studio.tab('Checks').click()
  const fixes = page.getByRole('region', { name: 'What would fix it' })
  const card = fixes.getByRole('article').filter({ hasText: /^Records:/ })
  await expect(card.getByText(/^The document says otherwise:/).first()).toBeVisible()
  await expect(card.getByText(/^pasted text, paths/).first()).toBeVisible()
  await expectAccessible(page, 'a document that a run contradicts')
  await card.getByRole('button', { name: 'call 1, data' }).click()
  await expect(studio.tab('Calls')).toHaveAttribute('aria-selected', 'true')
})

test('a suggestion is changed before it is accepted, by keyboard', async ({ studio }) => {
  const { page } = studio
  await studio.createPracticeConnector(['Orders'], { isBare: false })
  await studio.openStation('Pages')
  await studio.form('Pages').getByRole('radio', { name: 'One page' }).click()
  await studio.run()
  await studio.tab('Checks').click()
  const fixes = page.getByRole('region', { name: 'What would fix it' })
  const card = fixes.getByRole('article').filter({ hasText: /^Pages:/ })
  await card.focus()
  await page.keyboard.press('e')
  const value = card.getByRole('textbox', { name: /The value as YAML/ })
  await expect(value).toBeFocused()
  await expectAccessible(page, 'a suggestion being edited')
  const yaml = await value.inputValue()
  await value.fill(yaml.replace(/page_size: \d+/, 'page_size: 25').concat('\nx_note: mine\n'))
  await card.getByRole('button', { name: 'Accept' }).click()
  await expect(studio.station('Pages')).not.toHaveAccessibleName(/One page/)
  await expect.poll(() => studio.savedText()).toContain('x_note: mine')
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(studio.station('Pages')).toHaveAccessibleName(/One page/)
})
