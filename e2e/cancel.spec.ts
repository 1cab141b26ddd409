import { createServer, type Server } from 'node:http'
import { PracticeApi } from './fixtures/practice.ts'
import { expect, type Studio, test } from './fixtures/studio.ts'

// A trace takes pictures of the page just when time is measured.
test.use({ trace: 'off' })

const path = '/v1/orders'

/** Starts a read whose first answer is held back, and gives the API that holds it. */
async function startHeldRun(studio: Studio): Promise<PracticeApi> {
  const api = new PracticeApi(studio.server.practiceUrl)
  await api.reset()
  await studio.createPracticeConnector(['Orders'], { isBare: false })
  await api.hold()
  await studio.run()
  await expect.poll(async () => (await api.requests(path)).length).toBe(1)
  return api
}

/** When the API saw its caller go, in milliseconds since 1970. */
async function leftAt(api: PracticeApi): Promise<number> {
  await expect.poll(async () => (await api.requests(path))[0]?.abortedAt).toBeDefined()
  const [seen] = await api.requests(path)
  expect(seen?.answeredAt).toBeUndefined()
  return seen?.abortedAt ?? Number.NaN
}

/**
 * How late this machine may be with a call from the page to the studio and back, in milliseconds:
 * the slowest of some. It is next to nothing, unless the machine is busy with other things.
 */
function lateness({ page }: Studio): Promise<number> {
  return page.evaluate(async () => {
    const times: number[] = []
    for (let count = 0; count < 8; count += 1) {
      const startedAt = Date.now()
      await (await fetch('/api/health')).text()
      times.push(Date.now() - startedAt)
    }
    return Math.max(...times)
  })
}

test('Cancel ends the request to the API within 100 ms', async ({ studio }) => {
  const api = await startHeldRun(studio)
  const cancel = studio.panel.getByRole('button', { name: /^Cancel/ })
  const lateMs = await lateness(studio)
  const pressedAt = await cancel.evaluate((button: HTMLElement) => {
    const now = Date.now()
    button.click()
    return now
  })
  expect((await leftAt(api)) - pressedAt - lateMs).toBeLessThan(100)
  await expect(studio.runButton).toBeVisible()
  await expect(studio.panel.getByRole('button', { name: /^Sample/ })).toBeVisible()
})

test('closing the tab ends the request within 100 ms too', async ({ studio }) => {
  const api = await startHeldRun(studio)
  const lateMs = await lateness(studio)
  const closedAt = Date.now()
  await studio.page.close()
  expect((await leftAt(api)) - closedAt - lateMs).toBeLessThan(100)
})

test('a new run takes the place of one that is under way', async ({ studio }) => {
  const api = await startHeldRun(studio)
  await studio.page.keyboard.press('ControlOrMeta+Enter')
  await expect.poll(async () => (await api.requests(path)).length).toBe(2)
  const [first, second] = await api.requests(path)
  expect(first?.abortedAt).toBeDefined()
  expect(second?.abortedAt).toBeUndefined()
  await studio.panel.getByRole('button', { name: /^Cancel/ }).click()
  await expect(studio.runButton).toBeVisible()
})

test.afterEach(async ({ server }) => new PracticeApi(server.practiceUrl).reset())

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
