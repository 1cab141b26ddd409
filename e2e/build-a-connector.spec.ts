import { readByCommandLine } from './fixtures/command-line.ts'
import { expect, type Studio, test } from './fixtures/studio.ts'

async function setBearer(studio: Studio) {
  const form = await studio.openStation('Authentication')
  await studio.choose(form, 'How does the API know who asks?', /^Bearer token/)
  await expect(studio.station('Authentication')).toHaveAccessibleName(/Bearer token from input/)
}

async function setCursorPages(studio: Studio) {
  const form = await studio.openStation('Pages')
  await form.getByRole('radio', { name: 'Token' }).click()
  await expect(studio.station('Pages')).toHaveAccessibleName(/Follow next_cursor from the body/)
}

/** From a bare stream to one that signs in and follows its pages. */
async function buildOrders(studio: Studio) {
  await studio.createPracticeConnector(['Orders'], { isBare: true })
  await setBearer(studio)
  await setCursorPages(studio)
  await studio.saveSecret(/API key|Token/, 'practice-token')
  await studio.showStream('Orders')
}

test('a run reads every page and says that nothing is missing', async ({ studio }) => {
  const { page } = studio
  await buildOrders(studio)
  await studio.run()

  await expect(studio.panel.getByText('Proved complete').first()).toBeVisible()
  await expect(studio.station('Pages')).toHaveAccessibleName(/3 pages/)
  await expect(studio.tab('Records')).toContainText('250')
  await expect(page.getByRole('grid').getByText('ord_10719')).toBeVisible()
  await studio.tab('Calls').click()
  const calls = page.getByRole('treegrid', { name: 'Calls' })
  await expect(calls.getByText(/GET \/v1\/orders/)).toHaveCount(3)
  await expect(studio.tab('Calls')).toContainText('3')
  await studio.tab('Checks').click()
  await expect(page.getByRole('region', { name: 'Checks' })).toContainText('All of it is here')
})

test('a read without its pages is called truncated at the station where it stopped', async ({
  studio,
}) => {
  const { page } = studio
  await buildOrders(studio)
  await studio.openStation('Pages')
  await studio.form('Pages').getByRole('radio', { name: 'One page' }).click()
  await studio.run()

  await expect(studio.panel.getByText('Truncated', { exact: true }).first()).toBeVisible()
  await expect(page.getByText('the read stopped here')).toBeVisible()
  await expect(studio.station('Pages')).toHaveAccessibleName(/the read stopped here/)

  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(studio.station('Pages')).toHaveAccessibleName(/Follow next_cursor/)
  await studio.run()
  await expect(studio.panel.getByText('Proved complete').first()).toBeVisible()
})

test('form and YAML are two sides of one text that keeps its comments and exports as it stands', async ({
  studio,
}) => {
  const { page } = studio
  await buildOrders(studio)
  await studio.view('Split')
  await studio.clickLine('http_method: GET')
  await page.keyboard.press('Enter')
  await page.keyboard.insertText('request_parameters: { note: audit } # asked for by finance')
  await expect(studio.station('Request')).toHaveAccessibleName(/with note=audit/)

  const pages = await studio.openStation('Pages')
  await pages.getByLabel('Page size', { exact: true }).fill('50')
  await expect(studio.station('Pages')).toHaveAccessibleName(/50/)
  const text = await studio.copyEditor()
  expect(text).toContain('request_parameters: { note: audit } # asked for by finance\n')
  expect(text).toContain('page_size: 50\n')
  expect(await studio.exportedText()).toBe(text)

  const undo = page.getByRole('button', { name: /^Undo/ })
  await undo.click()
  await expect(studio.station('Pages')).not.toHaveAccessibleName(/50/)
  expect(await studio.copyEditor()).toContain('# asked for by finance\n')
  await undo.click()
  await expect(studio.station('Request')).not.toHaveAccessibleName(/note/)
})

test('an exported connector reads the same records on the command line', async ({ studio }) => {
  const { page, server } = studio
  await buildOrders(studio)
  await studio.run()
  await expect(studio.panel.getByText('Proved complete').first()).toBeVisible()
  const records = await studio.downloaded(async () => {
    await studio.panel.getByRole('button', { name: 'Download' }).click()
    await page.getByRole('menuitem', { name: /^NDJSON/ }).click()
  })
  const config = {
    base_url: server.practiceUrl,
    token: 'practice-token',
    api_key: 'practice-token',
  }
  const read = readByCommandLine(await studio.exportedText(), 'orders', config)
  expect(read).toHaveLength(250)
  // Messages leave out fields that are null, as they do in the format's reference.
  expect(read).toEqual(
    records
      .replaceAll(/,"\w+":null/g, '')
      .trimEnd()
      .split('\n'),
  )
})

test('a number of 20 digits and a price of 10.0 arrive unchanged on screen, in a template and outside', async ({
  studio,
}) => {
  const { server } = studio
  await buildOrders(studio)
  await studio.run()
  await expect(studio.panel.getByText('Proved complete').first()).toBeVisible()
  await studio.panel.getByRole('textbox', { name: 'Filter records' }).fill("id = 'ord_10719'")
  await studio.panel.getByRole('radio', { name: 'JSON' }).click()
  const json = studio.panel.getByRole('tabpanel', { name: /Records/ })
  await expect(json).toContainText(/"reference": ?9876543210\d{10}\b/)
  await expect(json).toContainText(/"shipping_price": ?10\.0\b/)
  const reference = /"reference": ?(\d{20})/.exec(await json.innerText())?.[1]

  const form = await studio.openStation('Records')
  await form
    .getByRole('combobox', { name: 'Keep only records where' })
    .fill("{{ record['reference'] ~ ' for ' ~ record['shipping_price'] }}")
  await expect(form.getByText(`${reference} for 10.0`)).toBeVisible()

  const config = {
    base_url: server.practiceUrl,
    token: 'practice-token',
    api_key: 'practice-token',
  }
  const read = readByCommandLine(await studio.exportedText(), 'orders', config)
  const outside = read.find((record) => record.includes('ord_10719'))
  expect(outside).toMatch(new RegExp(`"reference": ?${reference}\\b`))
  expect(outside).toMatch(/"shipping_price": ?10\.0\b/)
})
