import type { Page } from '@playwright/test'
import { expectAccessible } from './fixtures/accessible.ts'
import { expect, type Studio, test } from './fixtures/studio.ts'

async function openBody(studio: Studio) {
  const { page } = studio
  await studio.tab('Calls').click()
  await page.getByRole('treegrid', { name: 'Calls' }).getByRole('row').first().click()
  return page.getByRole('tree', { name: 'Body' })
}

const undo = (page: Page) => page.keyboard.press('ControlOrMeta+z')

test('pointing at a value of a response sets pages and records', async ({ studio }) => {
  const { page } = studio
  await studio.createPracticeConnector(['Orders'], { isBare: false })
  await studio.openStation('Pages')
  await studio.form('Pages').getByRole('radio', { name: 'One page' }).click()
  await studio.run()
  await expect(studio.panel.getByText('Truncated', { exact: true }).first()).toBeVisible()
  const body = await openBody(studio)
  await body.getByRole('treeitem', { name: /^next_cursor/ }).click()
  const menu = page.getByRole('menu')
  await expect(menu.getByRole('menuitem', { name: /Records are here|one record/ })).toBeDisabled()
  await expectAccessible(page, 'a value that is pointed at')
  await menu.getByRole('menuitem', { name: /^Next-page token/ }).click()
  await expect.poll(() => studio.savedText()).toContain("response['next_cursor']")
  await expect(body.getByText('next-page token')).toBeVisible()

  await studio.run()
  await expect(studio.panel.getByText('Proved complete').first()).toBeVisible()
  await undo(page)
  await expect.poll(() => studio.savedText()).not.toContain("response['next_cursor']")
})

test('the keyboard points at a list, and a digit chooses', async ({ studio }) => {
  const { page } = studio
  await studio.createPracticeConnector(['Orders'], { isBare: false })
  await studio.openStation('Records')
  await studio.form('Records').getByLabel('Records are at').fill('nowhere')
  await studio.run()
  await expect(studio.tab('Calls')).toContainText(/\d/)
  const body = await openBody(studio)
  await body.getByRole('treeitem', { name: /^data/ }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('3')
  await expect(page.getByRole('menu')).toBeHidden()
  await expect(body.getByText('records', { exact: true })).toBeVisible()
  await expect(body.getByRole('treeitem', { name: /^data/ })).toBeFocused()
})

test('a cell leads to its place in the response', async ({ studio }) => {
  const { page } = studio
  await studio.createPracticeConnector(['Orders'], { isBare: false })
  await studio.run()
  await expect(studio.panel.getByText('Proved complete').first()).toBeVisible()
  const grid = studio.panel.getByRole('grid', { name: 'Records' })
  const id = await grid.getByRole('gridcell').first().textContent()
  await grid.getByRole('gridcell').first().click()
  for (let index = 0; index < 60; index += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/^Call \d+, data\.\d+\.id/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Show where it came from' }).press('Enter')
  const line = page.getByRole('tree', { name: 'Body' }).locator('.ln.hit')
  await expect(line).toContainText('ord_')
  expect(await line.textContent()).not.toContain(String(id))
})
