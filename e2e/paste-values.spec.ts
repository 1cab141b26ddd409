import { expectAccessible } from './fixtures/accessible.ts'
import { expect, test } from './fixtures/studio.ts'

test('an environment is filled from a .env file, and its secrets are not shown again', async ({
  studio,
}) => {
  const { page } = studio
  await studio.createPracticeConnector(['Orders'], { isBare: false })
  await studio.show('Inputs')
  const connection = page.getByRole('region', { name: 'Connection' })
  await connection.getByRole('button', { name: /^More about/ }).click()
  await page.getByRole('menuitem', { name: 'Paste values…' }).click()
  const dialog = page.getByRole('dialog', { name: /^Paste values/ })
  await dialog
    .getByLabel('A .env file or JSON')
    .fill('export NORTHWIND_TOKEN="t-0k3n" # secret\nSTART_DATE=2026-02-03T00:00:00Z\nHOME=/root\n')
  const found = dialog.getByRole('list', { name: 'What was recognised' })
  await expect(found.getByRole('listitem')).toHaveCount(3)
  await expect(found).not.toContainText('t-0k3n')
  await expect(found).toContainText('no input of this name')
  await expectAccessible(page, 'pasted values')
  await dialog.getByRole('button', { name: 'Save 2 values' }).click()
  await expect(dialog).toBeHidden()
  await expect(connection.getByText(/^Set · changed/)).toBeVisible()
  await expect(connection.getByLabel(/^Start/)).toHaveValue('2026-02-03T00:00:00Z')
  await expect(page.getByText('t-0k3n')).toHaveCount(0)
})

test('no value is called missing before the values have come', async ({ studio }) => {
  const { page } = studio
  await studio.createPracticeConnector(['Orders'], { isBare: false })
  let letGo: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route('**/environments', async (route) => {
    await held
    await route.continue()
  })
  await page.reload()
  await expect(studio.station('Request')).toBeVisible()
  await expect(studio.runButton).toBeEnabled()
  await expect(studio.panel.getByText('No values for inputs')).toHaveCount(0)
  letGo()
  await expect(studio.panel.getByText('Practice', { exact: true }).first()).toBeVisible()
  await expect(studio.panel.getByText('No values for inputs')).toHaveCount(0)
})
