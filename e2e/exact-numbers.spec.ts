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
