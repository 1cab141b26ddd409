import { createBareOrders, Keyboard } from './fixtures/keyboard.ts'
import { expect, test } from './fixtures/studio.ts'

test.describe.configure({ timeout: 180_000 })

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
