import { expectAccessible } from './fixtures/accessible.ts'
import { expect, test } from './fixtures/studio.ts'

test('below 768 pixels one pane is shown at a time', async ({ studio }) => {
  const { page } = studio
  await studio.createPracticeConnector(['Orders', 'Products'], { isBare: false })
  await page.setViewportSize({ width: 600, height: 900 })
  const pane = page.getByRole('radiogroup', { name: 'Pane' })
  await expect(studio.station('Request')).toBeVisible()
  await expect(studio.panel).toBeHidden()

  await pane.getByRole('radio', { name: 'Test' }).click()
  await expect(studio.station('Request')).toBeHidden()
  await studio.run()
  await expect(studio.panel.getByText('Proved complete').first()).toBeVisible()
  await page.getByRole('combobox', { name: 'Stream or part' }).click()
  await page.getByRole('option', { name: 'Products' }).click()
  await studio.run()
  await expect(studio.tab('Records')).toContainText('86')
  await page.getByRole('button', { name: 'Run all' }).click()
  await expect(page.getByRole('region', { name: 'All streams' })).toBeVisible()
  await pane.getByRole('radio', { name: 'YAML' }).click()
  await expect(studio.editor).toBeAttached()
  await pane.getByRole('radio', { name: 'Line' }).click()
  await expect(studio.station('Request')).toBeVisible()
  const isWide = await page.evaluate(() => document.body.scrollWidth > window.innerWidth)
  expect(isWide).toBe(false)
  await expectAccessible(page, 'one pane', [600])
})
