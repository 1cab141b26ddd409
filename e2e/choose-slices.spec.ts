import { expectAccessible } from './fixtures/accessible.ts'
import { expect, test } from './fixtures/studio.ts'

test('a run reads chosen slices, and says that it is a sample', async ({ studio }) => {
  const { page } = studio
  await studio.createPracticeConnector(['Orders', 'Order items'], { isBare: false })
  await studio.showStream('Order items')
  await studio.run()
  await expect(studio.panel.getByText(/^Sample ·/).first()).toBeVisible()
  await studio.panel.getByRole('button', { name: 'Slices: All slices' }).click()
  const popover = page.getByRole('dialog', { name: 'A run reads' })
  await popover.getByRole('checkbox', { name: /ord_/ }).nth(1).press('Space')
  await expectAccessible(page, 'the choice of slices')
  await page.keyboard.press('Escape')
  await studio.run()
  await expect(studio.panel.getByText(/^Sample · 1 chosen slice/).first()).toBeVisible()
  await studio.panel.getByRole('button', { name: 'Slices: 1 slice' }).click()
  await expect(popover.getByRole('checkbox', { name: /ord_/ })).toHaveCount(5)
  await popover.getByRole('button', { name: 'Read all slices' }).click()
  await expect(studio.panel.getByRole('button', { name: 'Slices: All slices' })).toBeVisible()
})
