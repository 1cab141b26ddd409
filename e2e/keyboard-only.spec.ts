import { Keyboard } from './fixtures/keyboard.ts'
import { expect, type Studio, test } from './fixtures/studio.ts'

test.describe.configure({ timeout: 180_000 })

/** A bare connector for the practice API's orders. */
async function createBareOrders(studio: Studio, keys: Keyboard) {
  const { page } = studio
  await page.goto('/projects')
  await expect(page.getByRole('heading', { name: 'Projects' })).toBeVisible()
  await keys.press('c')
  await keys.activate(page.getByRole('button', { name: /^Practice API/ }))
  const dialog = page.getByRole('dialog', { name: 'Practice API' })
  await keys.activate(dialog.getByRole('button', { name: 'Choose all' }))
  await keys.activate(dialog.getByRole('button', { name: 'Choose none' }))
  await keys.activate(dialog.getByRole('checkbox', { name: /^Orders/ }).first(), 'Space')
  await keys.activate(dialog.getByRole('checkbox', { name: /Leave sign-in/ }), 'Space')
  await keys.activate(dialog.getByRole('button', { name: /^Create connector/ }))
  await expect(studio.station('Request')).toBeVisible()
}

test('a connector is built, proved, broken, mended and taken away without a mouse', async ({
  studio,
}) => {
  const { page } = studio
  const keys = new Keyboard(page)
  await createBareOrders(studio, keys)

  // A number opens the station at that place in the line, Enter goes into its form.
  await keys.press('3')
  await expect(studio.station('Authentication')).toBeFocused()
  await keys.press('Enter')
  await expect(
    studio.form('Authentication').getByRole('combobox', { name: /How does the API/ }),
  ).toBeFocused()
  await keys.press('Enter')
  await expect(page.getByRole('option', { name: /^Bearer token/ })).toBeVisible()
  await keys.type('Bearer')
  await keys.press('Enter')
  await expect(studio.station('Authentication')).toHaveAccessibleName(/Bearer token from input/)

  // Esc closes the form and is back at its row; arrows walk along the line.
  await expect(
    studio.form('Authentication').getByRole('combobox', { name: /How does the API/ }),
  ).toBeFocused()
  await keys.press('Escape')
  await expect(studio.station('Authentication')).toBeFocused()
  await expect(studio.form('Authentication')).toBeHidden()
  await keys.press('ArrowDown', 'Enter')
  const pages = studio.form('Pages')
  await expect(pages.getByRole('radio', { name: 'One page' })).toBeFocused()
  const token = pages.getByRole('radio', { name: 'Token' })
  while (!(await token.isChecked())) await keys.press('ArrowRight')
  await expect(studio.station('Pages')).toHaveAccessibleName(/Follow next_cursor from the body/)
  await keys.press('Escape')

  // The command list goes anywhere.
  await keys.press('ControlOrMeta+k')
  await keys.type('Inputs')
  await keys.press('Enter')
  const connection = page.getByRole('region', { name: 'Connection' })
  await keys.fill(connection.getByLabel(/API key|Token/), 'practice-token')
  await keys.press('Enter')
  await expect(connection.getByText(/^Set · changed/)).toBeVisible()
  await keys.press('ControlOrMeta+k')
  await keys.type('Orders')
  await keys.press('Enter')
  await expect(studio.station('Request')).toBeVisible()

  await keys.press('ControlOrMeta+Enter')
  await expect(studio.panel.getByText('Proved complete').first()).toBeVisible()
  await keys.press('t', 'r')
  const grid = page.getByRole('grid')
  await keys.tabInto(grid, 'gridcell')
  await keys.press('Home', 'ArrowDown', 'Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await keys.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await keys.press('t', 'c')
  const rows = page.getByRole('treegrid', { name: 'Calls' }).getByRole('row')
  await expect(rows).toHaveCount(3)
  await keys.tabTo(rows.first())
  await keys.press('ArrowDown')
  await expect(rows.nth(1)).toHaveAttribute('aria-selected', 'true')
  await keys.press('}')

  // Without pages the read is truncated; undo mends it.
  await keys.press('4', 'Enter')
  const onePage = studio.form('Pages').getByRole('radio', { name: 'One page' })
  while (!(await onePage.isChecked())) await keys.press('ArrowLeft')
  await keys.press('ControlOrMeta+Enter')
  await expect(page.getByText('the read stopped here')).toBeVisible()
  while (
    !/Follow next_cursor/.test((await studio.station('Pages').getAttribute('aria-label')) ?? '')
  )
    await keys.press('ControlOrMeta+z')
  await keys.press('ControlOrMeta+Enter')
  await expect(studio.panel.getByText('Proved complete').first()).toBeVisible()
})

test('YAML is written, left, undone and exported without a mouse', async ({ studio }) => {
  const { page } = studio
  const keys = new Keyboard(page)
  await createBareOrders(studio, keys)
  await keys.press('v', 's')
  await keys.tabTo(studio.editor)
  await keys.press('ControlOrMeta+f')
  await keys.type('http_method: GET')
  await keys.press('Enter', 'Escape')
  await keys.press('End', 'Enter')
  await keys.type('request_parameters: {note: audit} # asked for by finance')
  await expect(studio.station('Request')).toHaveAccessibleName(/with note=audit/)

  // Esc, then Tab leaves the editor.
  await keys.press('Escape', 'Escape', 'Tab')
  await expect(studio.editor).not.toBeFocused()
  await keys.press('2', 'Enter')
  await keys.fill(studio.form('Request').getByRole('combobox', { name: 'Path' }), '/v1/orders?a=b')
  await keys.press('Escape')
  await expect(studio.station('Request')).toHaveAccessibleName(/GET \/v1\/orders\?a=b/)

  const exported = page.getByRole('button', { name: 'Export' })
  await keys.activate(exported)
  const dialog = page.getByRole('dialog', { name: /^Export/ })
  const link = dialog.getByRole('link', { name: /^Download manifest/ })
  await keys.tabTo(link)
  const text = await studio.downloaded(() => keys.press('Enter'))
  expect(text).toContain('# asked for by finance\n')
  expect(text).toContain('/v1/orders?a=b')
  await keys.press('Escape')
  await expect(exported).toBeFocused()

  await keys.press('ControlOrMeta+z')
  await expect(studio.station('Request')).not.toHaveAccessibleName(/a=b/)
})

test('names and values are entered row by row without a mouse', async ({ studio }) => {
  const keys = new Keyboard(studio.page)
  await createBareOrders(studio, keys)
  await keys.press('2', 'Enter')
  const form = studio.form('Request')
  await keys.activate(form.getByRole('button', { name: 'Add' }).first())
  await keys.type('note')
  await keys.press('Tab')
  await keys.type('audit')
  await keys.press('Enter')
  await keys.type('expand')
  await keys.press('Tab')
  await keys.type('customer')
  await expect(studio.station('Request')).toHaveAccessibleName(/note=audit.*expand=customer/)
})

test('keys are listed under the question mark, and panes are reached by F6', async ({ studio }) => {
  const { page } = studio
  const keys = new Keyboard(page)
  await createBareOrders(studio, keys)
  await keys.press('2')
  await keys.press('?')
  const dialog = page.getByRole('dialog', { name: 'Keys' })
  await expect(dialog).toContainText('Run the stream')
  await keys.tabTo(dialog.getByRole('button', { name: 'Close' }))
  // The first Esc takes the tooltip of the button away, the second the dialog.
  await keys.press('Escape', 'Escape')
  await expect(dialog).toBeHidden()
  await expect(studio.station('Request')).toBeFocused()
  await keys.press('F6')
  await expect(studio.runButton).toBeFocused()
  await keys.press('/')
  await expect(page.getByRole('textbox', { name: 'Find a stream' })).toBeFocused()
})
