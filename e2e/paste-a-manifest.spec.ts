import { expect, test } from './fixtures/studio.ts'

const manifest = `# Read by the warehouse team.
version: 7.39.1
type: DeclarativeSource
check: { type: CheckStream, stream_names: [parcels] } # one is enough
streams:
  - type: DeclarativeStream
    name: parcels
    primary_key: id
    retriever:
      type: SimpleRetriever
      requester:
        type: HttpRequester
        url_base: https://api.example.com
        path: /parcels # without the returned ones
      record_selector:
        type: RecordSelector
        extractor: { type: DpathExtractor, field_path: [] }
`

test('a pasted manifest opens as it was written, comments included', async ({ studio }) => {
  const { page } = studio
  await page.goto('/projects/new')
  await page.getByLabel('Manifest as YAML or JSON').fill(manifest)
  await expect(page.getByText('Airbyte manifest').first()).toBeVisible()
  await expect(page.getByText(/^1 stream, written for version 7\.39\.1/)).toBeVisible()
  await page.getByLabel('Name').fill('Parcels')
  await page.getByRole('button', { name: 'Create connector' }).click()

  await expect(studio.station('Request')).toHaveAccessibleName(/GET \/parcels/)
  await expect(page.getByRole('button', { name: 'Parcels', exact: true }).first()).toBeVisible()
  await studio.view('Split')
  expect(await studio.copyEditor()).toBe(manifest)
})

test('a manifest that is no YAML opens with its problem listed and is mended in the text', async ({
  studio,
}) => {
  const { page } = studio
  const line = '    primary_key: id\n'
  await page.goto('/projects/new')
  await page
    .getByLabel('Manifest as YAML or JSON')
    .fill(manifest.replace(line, '    primary_key: [id\n'))
  await expect(page.getByText(/^Not readable at line/)).toBeVisible()
  await page.getByRole('button', { name: 'Create connector' }).click()

  const counter = page.getByRole('button', { name: /^\d+ problems?$/ })
  await counter.click()
  await expect(
    page
      .getByRole('dialog', { name: /problem/ })
      .getByRole('listitem')
      .first(),
  ).toBeVisible()
  await page.keyboard.press('Escape')

  await studio.view('YAML')
  await expect(page.getByText('Not YAML yet')).toBeVisible()
  await studio.clickLine('primary_key: [id')
  await page.keyboard.press('Escape')
  await page.keyboard.type(']')
  await expect(page.getByText('Not YAML yet')).toBeHidden()
  await studio.view('Form')
  await expect(studio.station('Schema & key')).toHaveAccessibleName(/\bid\b/)
})

test('a component with a misspelt key is a problem with its place, and a key away from it', async ({
  studio,
}) => {
  const { page } = studio
  await studio.pasteManifest(manifest.replace('path: /parcels', 'pth: /parcels'))
  const counter = page.getByRole('button', { name: /^\d+ problems?$/ })
  await counter.click()
  const problems = page.getByRole('dialog', { name: /problem/ })
  await expect(problems.getByText(/pth/).first()).toBeVisible()
  await expect(problems.getByText(/Parcels · Request/).first()).toBeVisible()
  await problems.getByRole('button', { name: /pth/ }).first().click()
  await expect(studio.form('Request')).toBeVisible()
})
