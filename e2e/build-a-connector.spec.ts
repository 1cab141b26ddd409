import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Studio, test } from './fixtures/studio'

/** Reads an exported manifest with the command line and gives the records' ids. */
function readByCommandLine(manifest: string, config: object): Record<string, unknown>[] {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-export-'))
  writeFileSync(join(folder, 'manifest.yaml'), manifest)
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config))
  const stream = { name: 'orders', json_schema: {}, supported_sync_modes: ['full_refresh'] }
  const streams = [{ stream, sync_mode: 'full_refresh', destination_sync_mode: 'append' }]
  writeFileSync(join(folder, 'catalog.json'), JSON.stringify({ streams }))
  const { stdout } = spawnSync(
    process.execPath,
    [
      'dist/plumbline.mjs',
      'read',
      '--allow-private',
      ...['--manifest', join(folder, 'manifest.yaml')],
      ...['--config', join(folder, 'config.json')],
      ...['--catalog', join(folder, 'catalog.json')],
    ],
    { encoding: 'utf8', maxBuffer: 64e6 },
  )
  const messages = stdout.split('\n').filter((line) => line.includes('"RECORD"'))
  // As text: a 20-digit number is compared by its digits.
  for (const line of messages) expect(line).toMatch(/"reference": ?\d{20}\b/)
  return messages.map((line) => JSON.parse(line).record.data)
}

async function setBearer(studio: Studio) {
  const form = await studio.openStation('Authentication')
  await studio.choose(form, 'How does the API know who asks?', /^Bearer token/)
  await expect(studio.station('Authentication')).toHaveAccessibleName(/Bearer token from input/)
}

async function setCursorPages(studio: Studio) {
  const form = await studio.openStation('Pages')
  await form.getByText('Token', { exact: true }).click()
  await expect(studio.station('Pages')).toHaveAccessibleName(/Follow next_cursor from the body/)
}

async function setToken(studio: Studio) {
  const { page } = studio
  await page.getByRole('button', { name: /^Inputs/ }).click()
  await page.getByLabel(/API key/).last().fill('practice-token')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(/^Set ·/)).toBeVisible()
  await page.getByRole('button', { name: /Orders/ }).first().click()
}

test('a connector is built with the mouse, proved, broken, mended and taken away', async ({
  studio,
}) => {
  const { page } = studio
  await studio.createPracticeConnector(['Orders'], { isBare: true })
  await setBearer(studio)
  await setCursorPages(studio)
  await setToken(studio)

  await studio.run()
  await expect(studio.panel.getByText('Proved complete').first()).toBeVisible()
  await expect(studio.station('Pages')).toHaveAccessibleName(/3 pages/)
  await expect(studio.tab('Records')).toHaveAccessibleName(/250/)
  await expect(page.getByRole('grid').getByText('ord_10719')).toBeVisible()
  await studio.tab('Calls').click()
  await expect(page.getByRole('treegrid').getByText(/GET \/v1\/orders/)).toHaveCount(3)

  // Without pages the API's own total gives the read away.
  await page.keyboard.press('}')
  await studio.openStation('Pages')
  await studio.form('Pages').getByText('One page', { exact: true }).click()
  await studio.run()
  await expect(page.getByText('Truncated', { exact: true }).first()).toBeVisible()
  await expect(page.getByText('the read stopped here')).toBeVisible()
  await expect(studio.station('Pages')).toHaveAccessibleName(/stopped/)

  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(studio.station('Pages')).toHaveAccessibleName(/Follow next_cursor/)
})
