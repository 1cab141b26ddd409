import { expectAxeClean } from './fixtures/accessible.ts'
import { comparable, readByCommandLine } from './fixtures/command-line.ts'
import { createBareOrders, Keyboard } from './fixtures/keyboard.ts'
import { PracticeApi } from './fixtures/practice.ts'
import { type StudioServer, startStudio } from './fixtures/server.ts'
import { test as base, expect, Studio, signIn } from './fixtures/studio.ts'

/** A studio that was just started, with a page that knows nothing but its link. */
const test = base.extend<{ fresh: Studio }>({
  fresh: async ({ browser }, use) => {
    const server = await startStudio()
    const { origin: baseURL } = server
    const context = await browser.newContext({
      baseURL,
      storageState: { cookies: [], origins: [] },
    })
    const page = await context.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    await use(new Studio(page, server))
    await context.close()
    await server.stop()
    expect(errors).toEqual([])
  },
})

test.describe.configure({ timeout: 180_000 })

/** Lets the answers of a run go one by one, and sees each on screen before the next is given. */
async function watchThreePages(studio: Studio, api: PracticeApi) {
  const { page, panel } = studio
  for (const [index, count] of ['100', '200', '250'].entries()) {
    await expect.poll(async () => (await api.requests('/v1/orders')).length).toBe(index + 1)
    await expect(panel.getByRole('button', { name: /^Cancel/ })).toBeVisible()
    await expect(panel.getByText('Proved complete')).toHaveCount(0)
    await api.letOneGo()
    await expect(studio.tab('Records')).toContainText(count)
    await expect(page.getByRole('grid').getByText('ord_10719')).toBeVisible()
  }
  await expect(panel.getByText('Proved complete').first()).toBeVisible()
  await expect(studio.station('Pages')).toHaveAccessibleName(/3 pages/)
  await api.reset()
}

/** The command line reads with the exported file what is on screen. */
function expectSameOutside({ practiceUrl }: StudioServer, manifest: string, records: string) {
  const config = { base_url: practiceUrl, api_key: 'practice-token' }
  const outside = readByCommandLine(manifest, 'orders', config)
  expect(outside).toHaveLength(250)
  expect(outside.map(comparable)).toEqual(records.trimEnd().split('\n').map(comparable))
}

test('with the mouse: from the link to a file that reads the same records elsewhere', async ({
  fresh: studio,
}) => {
  const { page, server } = studio
  const api = new PracticeApi(server.practiceUrl)
  await signIn(page, server)
  await expectAxeClean(page, 'projects')
  await page.getByRole('link', { name: 'New connector' }).first().click()
  await page.getByRole('button', { name: /^Practice API/ }).click()
  const chooser = page.getByRole('dialog', { name: 'Practice API' })
  await chooser.getByRole('button', { name: 'Choose all' }).click()
  await chooser.getByRole('button', { name: 'Choose none' }).click()
  await chooser
    .getByRole('checkbox', { name: /^Orders / })
    .first()
    .click()
  await chooser.getByRole('checkbox', { name: /Leave sign-in/ }).click()
  await expectAxeClean(page, 'practice API')
  await chooser.getByRole('button', { name: /^Create connector/ }).click()

  const pages = await studio.openStation('Pages')
  await pages.getByRole('radio', { name: 'Token' }).click()
  await expect(studio.station('Pages')).toHaveAccessibleName(/Follow next_cursor from the body/)
  await expectAxeClean(page, 'pages')
  const authentication = await studio.openStation('Authentication')
  await studio.choose(authentication, 'How does the API know who asks?', /^Bearer token/)
  await expect(studio.station('Authentication')).toHaveAccessibleName(/Bearer token from input/)
  await expectAxeClean(page, 'authentication')
  await studio.saveSecret(/API key|Token/, 'practice-token')
  await expectAxeClean(page, 'inputs')
  await studio.showStream('Orders')

  await api.hold()
  await studio.run()
  await watchThreePages(studio, api)
  await expectAxeClean(page, 'records')
  await studio.tab('Calls').click()
  const calls = page.getByRole('treegrid', { name: 'Calls' }).getByRole('row')
  await expect(calls).toHaveCount(3)
  for (const call of await calls.all()) await expect(call).toContainText(/GET \/v1\/orders.*200/)
  await calls.nth(1).click()
  await expectAxeClean(page, 'calls')
  await studio.tab('Checks').click()
  await expect(page.getByRole('region', { name: 'Checks' })).toContainText('All of it is here')
  await expectAxeClean(page, 'checks, proved')

  await studio.unwiden()
  await studio.openStation('Pages')
  await pages.getByRole('radio', { name: 'One page' }).click()
  await studio.run()
  await expect(studio.panel.getByText('Truncated', { exact: true }).first()).toBeVisible()
  await expect(page.getByText('the read stopped here')).toBeVisible()
  await expect(studio.station('Pages')).toHaveAccessibleName(/the read stopped here/)
  await expect(page.getByRole('region', { name: 'Checks' })).toContainText('Pages')
  await expectAxeClean(page, 'truncated')
  const undo = page.getByRole('button', { name: /^Undo/ })
  await undo.click()
  await expect(studio.station('Pages')).toHaveAccessibleName(/Follow next_cursor/)
  await studio.run()
  await expect(studio.panel.getByText('Proved complete').first()).toBeVisible()

  await studio.view('Split')
  const before = await studio.copyEditor()

  await studio.clickLine('http_method: GET')
  await page.keyboard.press('Enter')
  await page.keyboard.type('request_parameters: {note: audit} # asked for by finance')
  await expect(studio.station('Request')).toHaveAccessibleName(/with note=audit/)
  const request = await studio.openStation('Request')
  await expectAxeClean(page, 'split')
  await expect(request.getByLabel('Value of note')).toHaveValue('audit')
  await request.getByLabel('Value of note').fill('review')
  await expect(studio.station('Request')).toHaveAccessibleName(/with note=review/)
  expect(await studio.copyEditor()).toContain(
    'request_parameters: {note: review} # asked for by finance\n',
  )
  await undo.click()
  await expect(studio.station('Request')).toHaveAccessibleName(/with note=audit/)
  expect(await studio.copyEditor()).toContain('{note: audit} # asked for by finance\n')
  await undo.click()
  await expect(studio.station('Request')).not.toHaveAccessibleName(/note/)
  const text = await studio.copyEditor()
  expect(text).toBe(before)

  const exported = await studio.exportedText()
  expect(exported).toBe(text)
  await studio.view('Form')
  await studio.tab('Records').click()
  const records = await studio.downloaded(async () => {
    await studio.panel.getByRole('button', { name: 'Download' }).click()
    await page.getByRole('menuitem', { name: /^NDJSON/ }).click()
  })
  expectSameOutside(server, exported, records)
})

test('with the keyboard: from the link to a file that reads the same records elsewhere', async ({
  fresh: studio,
}) => {
  const { page, server } = studio
  const api = new PracticeApi(server.practiceUrl)
  const keys = new Keyboard(page)
  await signIn(page, server)
  await createBareOrders(studio, keys)

  // A number opens the station at that place in the line, Enter goes into its form.
  await keys.press('4', 'Enter')
  const pages = studio.form('Pages')
  await expect(pages.getByRole('radio', { name: 'One page' })).toBeFocused()
  await keys.choose(pages.getByRole('radio', { name: 'Token' }), 'ArrowRight')
  await expect(studio.station('Pages')).toHaveAccessibleName(/Follow next_cursor from the body/)
  // Esc closes the form and is back at its row; arrows walk along the line.
  await keys.press('Escape')
  await expect(studio.station('Pages')).toBeFocused()
  await expect(pages).toBeHidden()
  await keys.press('ArrowUp', 'Enter')
  const kind = studio.form('Authentication').getByRole('combobox', { name: /How does the API/ })
  await expect(kind).toBeFocused()
  await keys.press('Enter')
  await expect(page.getByRole('option', { name: /^Bearer token/ })).toBeVisible()
  await keys.type('Bearer')
  await keys.press('Enter')
  await expect(studio.station('Authentication')).toHaveAccessibleName(/Bearer token from input/)
  await expect(kind).toBeFocused()
  await keys.press('Escape')

  // The command list goes anywhere.
  await keys.command('Inputs')
  const connection = page.getByRole('region', { name: 'Connection' })
  await keys.fill(connection.getByLabel(/API key|Token/), 'practice-token')
  await keys.press('Enter')
  await expect(connection.getByText(/^Set · changed/)).toBeVisible()
  await keys.command('Orders')
  await expect(studio.station('Request')).toBeVisible()

  await api.hold()
  await keys.press('ControlOrMeta+Enter')
  await watchThreePages(studio, api)
  await keys.press('t', 'r')
  await keys.tabInto(page.getByRole('grid'), 'gridcell')
  await keys.press('Home', 'ArrowDown', 'Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAxeClean(page, 'a record')
  await keys.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await keys.press('t', 'c')
  const calls = page.getByRole('treegrid', { name: 'Calls' }).getByRole('row')
  await expect(calls).toHaveCount(3)
  await keys.tabTo(calls.first())
  await keys.press('ArrowDown')
  await expect(calls.nth(1)).toHaveAttribute('aria-selected', 'true')
  await keys.press('}')

  // Without pages the read is truncated; undo mends it.
  await keys.press('4', 'Enter')
  await keys.choose(pages.getByRole('radio', { name: 'One page' }), 'ArrowLeft')
  await keys.press('ControlOrMeta+Enter')
  await expect(page.getByText('the read stopped here')).toBeVisible()
  await expect(studio.panel.getByText('Truncated', { exact: true }).first()).toBeVisible()
  await keys.undoUntil(studio.station('Pages'), /Follow next_cursor/)
  await keys.press('ControlOrMeta+Enter')
  await expect(studio.panel.getByText('Proved complete').first()).toBeVisible()

  // A field and a comment as text, then the same field in the form.
  await keys.press('Escape', 'v', 's')
  await keys.tabTo(studio.editor)
  const before = await studio.copyEditor()
  await keys.press('ControlOrMeta+f')
  await keys.type('http_method: GET')
  await keys.press('Enter', 'Escape', 'End', 'Enter')
  await keys.type('request_parameters: {note: audit} # asked for by finance')
  await expect(studio.station('Request')).toHaveAccessibleName(/with note=audit/)
  await keys.press('Escape', 'Escape', 'Tab')
  await expect(studio.editor).not.toBeFocused()
  await keys.press('2', 'Enter')
  await keys.fill(studio.form('Request').getByLabel('Value of note'), 'review')
  await expect(studio.station('Request')).toHaveAccessibleName(/with note=review/)
  await keys.press('Escape')
  await keys.tabTo(studio.editor)
  expect(await studio.copyEditor()).toContain('{note: review} # asked for by finance\n')
  await keys.press('ControlOrMeta+z')
  await expect(studio.station('Request')).toHaveAccessibleName(/with note=audit/)
  await keys.press('ControlOrMeta+z')
  await expect(studio.station('Request')).not.toHaveAccessibleName(/note/)
  expect(await studio.copyEditor()).toBe(before)

  await keys.press('Escape', 'Escape', 'Tab')
  const exporter = page.getByRole('button', { name: 'Export' })
  await keys.activate(exporter)
  await keys.tabTo(page.getByRole('dialog').getByRole('link', { name: /^Download manifest/ }))
  await expectAxeClean(page, 'export')
  const exported = await studio.downloaded(() => keys.press('Enter'))
  expect(exported).toBe(before)
  await keys.press('Escape')
  await expect(exporter).toBeFocused()
  await keys.press('v', 'f', 't', 'r')
  await keys.activate(studio.panel.getByRole('button', { name: 'Download' }))
  const ndjson = page.getByRole('menuitem', { name: /^NDJSON/ })
  await keys.walkTo(ndjson)
  const records = await studio.downloaded(() => keys.press('Enter'))
  expectSameOutside(server, exported, records)
})
