import { expectAccessible } from './fixtures/accessible.ts'
import { expect, test } from './fixtures/studio.ts'

test('fields that differ are declared as they were seen, in one undo step', async ({ studio }) => {
  const { page } = studio
  await studio.createPracticeConnector(['Orders'], { isBare: false })
  await studio.run()
  await expect(studio.panel.getByText('Proved complete').first()).toBeVisible()
  await studio.tab('Schema').click()
  const table = studio.panel.getByRole('table', { name: 'Fields' })
  const row = (name: string) => table.getByRole('row', { name: new RegExp(`^${name} `) })
  await expect(row('status')).toContainText('new')
  await expectAccessible(page, 'the schema tab')

  await studio.panel.getByRole('button', { name: /^Use the schema seen/ }).click()
  await expect(row('status')).not.toContainText('new')
  await expect.poll(() => studio.savedText()).toContain('status:')
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(row('status')).toContainText('new')
})

test('letters mark key and cursor of the field that has the keyboard', async ({ studio }) => {
  const { page } = studio
  await studio.createPracticeConnector(['Orders'], { isBare: false })
  await studio.run()
  await expect(studio.panel.getByText('Proved complete').first()).toBeVisible()
  await page.keyboard.press('t')
  await page.keyboard.press('s')
  const table = studio.panel.getByRole('table', { name: 'Fields' })
  const row = (name: string) => table.getByRole('row', { name: new RegExp(`^${name} `) })
  await row('status').focus()
  await page.keyboard.press('k')
  await expect(row('status')).toContainText('key')
  await expect.poll(() => studio.savedText()).toMatch(/primary_key:[^:]*status/)
  await page.keyboard.press('k')
  await expect(row('status')).not.toContainText('key')
})
