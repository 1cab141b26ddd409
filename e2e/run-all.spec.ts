import { expectAccessible } from './fixtures/accessible.ts'
import { expect, test } from './fixtures/studio.ts'

test('all streams are read, and each says what it came to', async ({ studio }) => {
  const { page } = studio
  await studio.createPracticeConnector(
    ['Orders', 'Customers', 'Products', 'Orders that are forbidden'],
    { isBare: false },
  )
  await studio.openStation('Pages')
  await studio.form('Pages').getByRole('radio', { name: 'One page' }).click()
  await page.getByRole('button', { name: 'Run all' }).click()
  const all = page.getByRole('region', { name: 'All streams' })
  const row = (name: string) => all.getByRole('row', { name: new RegExp(`${name} `) })
  await expect(all.getByText('1 proved · 1 sampled · 1 cut short · 1 failed').first()).toBeVisible()
  await expect(row('Products')).toContainText('Proved complete')
  await expect(row('Customers')).toContainText('stopped at your limit of 5 pages')
  await expect(row('Orders Truncated')).toBeVisible()
  await expect(row('Orders forbidden')).toContainText('Failed')
  await expectAccessible(page, 'the runs of all streams')
  await all.getByRole('button', { name: 'Read 1 sample to the end' }).click()
  await expect(row('Customers')).toContainText('Proved complete')

  await all.getByRole('button', { name: /^Customers/ }).click()
  await expect(page.getByRole('heading', { name: 'Customers', level: 1 })).toBeVisible()
  await expect(studio.panel.getByText('Proved complete').first()).toBeVisible()
  await studio.panel.getByRole('button', { name: 'Runs of all streams' }).click()
  await all.getByRole('radio', { name: 'Not proved 2' }).click()
  await expect(row('Customers')).toHaveCount(0)
})

test('the keyboard runs the chosen streams and cancels them', async ({ studio }) => {
  const { page } = studio
  await studio.createPracticeConnector(['Orders', 'Products', 'Orders that take their time'], {
    isBare: false,
  })
  await page.getByRole('button', { name: 'Run all' }).focus()
  await page.keyboard.press('ControlOrMeta+Shift+Enter')
  const all = page.getByRole('region', { name: 'All streams' })
  const cancel = all.getByRole('button', { name: /^Cancel/ })
  await expect(cancel).toBeVisible()
  await expect(all.getByRole('row', { name: /Products Proved/ })).toBeVisible()
  await cancel.focus()
  await page.keyboard.press('Escape')
  await expect(cancel).toBeHidden()
  await expect(all.getByRole('row', { name: /Products Proved/ })).toBeVisible()
  await all.getByRole('checkbox', { name: /^Run Orders slow/ }).press('Space')
  await all.getByRole('button', { name: 'Run 2' }).press('Enter')
  await expect(all.getByText(/2 proved/).first()).toBeVisible()
})
