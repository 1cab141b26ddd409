import { expectAccessible } from './fixtures/accessible.ts'
import { expect, test } from './fixtures/studio.ts'

const stream = (name: string) => `  - type: DeclarativeStream
    name: ${name}
    primary_key: id
    retriever:
      type: SimpleRetriever
      requester: {type: HttpRequester, url_base: "https://api.test", path: /${name}}
      record_selector:
        type: RecordSelector
        extractor: {type: DpathExtractor, field_path: [data]}
`

test('equal remarks are one line, and bringing them up to date lies on top', async ({ studio }) => {
  const { page } = studio
  const streams = ['orders', 'items', 'customers'].map(stream).join('')
  await studio.pasteManifest(
    `version: 7.39.1\ntype: DeclarativeSource\ncheck: {type: CheckStream, stream_names: [orders]}\nstreams:\n${streams}`,
  )
  await page.getByRole('button', { name: /problems?$/i }).click()
  const list = page.getByRole('dialog', { name: /problems?$/i })
  const remark = list.getByRole('button', { name: /url_base is deprecated.*In 3 places/ })
  await expect(remark).toHaveCount(1)
  await remark.click()
  await expect(list.getByRole('button', { name: /Customers/ })).toBeVisible()
  await expectAccessible(page, 'remarks in several places')

  await list.getByRole('button', { name: 'Bring up to date…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Bring up to date' })
  await expect(dialog.getByRole('button', { name: /^Change \d+ places$/ })).toBeVisible()
  const close = dialog.getByRole('button', { name: 'Close' })
  const box = await dialog.boundingBox()
  const isOnTop = await page.evaluate(
    ([x, y]) => document.elementFromPoint(x, y)?.closest('.dialog') !== null,
    [(box?.x ?? 0) + (box?.width ?? 0) - 12, (box?.y ?? 0) + 12] as const,
  )
  expect(isOnTop).toBe(true)
  await close.focus()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})
