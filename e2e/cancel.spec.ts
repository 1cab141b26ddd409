import { createServer, type Server } from 'node:http'
import { expect, type Studio, test } from './fixtures/studio.ts'

/** What the practice API saw of a request. */
interface Seen {
  readonly path: string
  readonly startedAt: number
  readonly abortedAt?: number
  readonly answeredAt?: number
}

async function slowRequests(studio: Studio): Promise<Seen[]> {
  const response = await fetch(`${studio.server.practiceUrl}/_log`)
  const { requests } = (await response.json()) as { requests: Seen[] }
  return requests.filter(({ path }) => path.startsWith('/v1/slow/'))
}

/** Starts a read that waits for its first answer, and gives when the API had been asked. */
async function startSlowRun(studio: Studio) {
  await fetch(`${studio.server.practiceUrl}/_reset`, { method: 'POST' })
  await studio.createPracticeConnector(['Orders that take their time'], { isBare: false })
  const form = await studio.openStation('Request')
  await form.getByRole('button', { name: 'Add' }).first().click()
  await form.getByLabel('Name').last().fill('delay_ms')
  await form.getByLabel('Name').last().press('Enter')
  await form.getByLabel('Value of delay_ms').fill('30000')
  await expect(studio.station('Request')).toHaveAccessibleName(/delay_ms=30000/)
  await studio.run()
  await expect.poll(async () => (await slowRequests(studio)).length).toBe(1)
}

/** Presses Cancel and gives how long the API still held the request, in milliseconds. */
async function cancelled(studio: Studio): Promise<number> {
  const cancel = studio.panel.getByRole('button', { name: /^Cancel/ })
  await expect(cancel).toBeVisible()
  const pressed = await cancel.evaluate((button: HTMLElement) => {
    const now = Date.now()
    button.click()
    return now
  })
  await expect.poll(async () => (await slowRequests(studio)).at(-1)?.abortedAt).toBeDefined()
  const seen = (await slowRequests(studio)).at(-1)
  expect(seen?.answeredAt).toBeUndefined()
  await expect(studio.runButton).toBeVisible()
  return (seen?.abortedAt ?? 0) - pressed
}

test('Cancel ends the request to the API within 100 ms', async ({ studio }) => {
  await startSlowRun(studio)
  const delays = [await cancelled(studio)]
  // A machine that is busy with other things may be late once, not every time.
  while (Math.min(...delays) >= 100 && delays.length < 5) {
    await studio.run()
    await expect.poll(async () => (await slowRequests(studio)).length).toBe(delays.length + 1)
    delays.push(await cancelled(studio))
  }
  expect(Math.min(...delays)).toBeLessThan(100)
})

test('closing the tab ends the request too', async ({ studio }) => {
  await startSlowRun(studio)
  await studio.page.close()
  await expect.poll(async () => (await slowRequests(studio))[0]?.abortedAt).toBeDefined()
})

test('a new run takes the place of one that is under way', async ({ studio }) => {
  await startSlowRun(studio)
  await studio.page.keyboard.press('ControlOrMeta+Enter')
  await expect.poll(async () => (await slowRequests(studio)).length).toBe(2)
  const [first, second] = await slowRequests(studio)
  expect(first?.abortedAt).toBeDefined()
  expect(second?.abortedAt).toBeUndefined()
  await studio.panel.getByRole('button', { name: /^Cancel/ }).click()
  await expect(studio.runButton).toBeVisible()
})

test('a read that a limit ends is called a sample, and one click reads on to the end', async ({
  studio,
}) => {
  const { page } = studio
  await studio.createPracticeConnector(['Orders'], { isBare: false })
  await studio.panel.getByRole('button', { name: /^Limits/ }).click()
  await page.getByLabel('Pages of a slice').fill('1')
  await page.keyboard.press('Escape')
  await studio.run()
  await expect(studio.panel.getByRole('button', { name: /^Sample/ })).toBeVisible()
  await expect(studio.panel.getByText('Truncated')).toHaveCount(0)
  await studio.tab('Checks').click()
  await page.getByRole('button', { name: 'Read to the end' }).click()
  await expect(studio.panel.getByText('Proved complete').first()).toBeVisible()
})

test.describe('an API on this machine', () => {
  let api: Server
  let address: string

  test.beforeAll(async () => {
    api = createServer((_, response) => {
      response.setHeader('content-type', 'application/json')
      response.end('[{"id":1},{"id":2}]')
    })
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve))
    const bound = api.address()
    if (bound === null || typeof bound === 'string') throw new Error('no port')
    address = `127.0.0.1:${bound.port}`
  })
  test.afterAll(() => api.close())

  test('is called after one click, which the project remembers', async ({ studio }) => {
    const { page } = studio
    await studio.pasteManifest(`version: 7.39.1
type: DeclarativeSource
check: { type: CheckStream, stream_names: [things] }
streams:
  - type: DeclarativeStream
    name: things
    primary_key: id
    retriever:
      type: SimpleRetriever
      requester: { type: HttpRequester, url_base: "http://${address}", path: /things }
      record_selector:
        type: RecordSelector
        extractor: { type: DpathExtractor, field_path: [] }
    schema_loader: { type: InlineSchemaLoader, schema: { type: object, properties: {} } }
`)
    await studio.run()
    const allow = studio.panel.getByRole('button', { name: `Allow ${address} and run` })
    await expect(allow).toBeVisible()
    await expect(studio.panel).toContainText(/inside this network|this machine/)
    await allow.click()
    await expect(studio.tab('Records')).toContainText('2')

    await page.reload()
    await studio.run()
    await expect(studio.tab('Records')).toContainText('2')
    await expect(allow).toHaveCount(0)
  })
})
