import { errorReply, type ServedReply } from '../lib/assistant/testing/model-server'
import { expectAccessible } from './fixtures/accessible'
import {
  chooseModel,
  failingConnector,
  forgetModel,
  modelKey,
  pasteDocuments,
  shopPage,
  wellRead,
  withModelServer,
} from './fixtures/model'
import { expect, type Studio, test } from './fixtures/studio'

const readButton = ({ page }: Studio) =>
  page.getByRole('button', { name: 'Read with model (reader)' })

test.describe.configure({ timeout: 180_000 })

test.afterEach(async ({ studio }) => forgetModel(studio))

test('a model that is chosen and tried reads what rules cannot, and its connector reads everything', async ({
  studio,
  server,
}) => {
  const { page } = studio
  await page.goto('/settings')
  await expectAccessible(page, 'settings without a model')
  await withModelServer(wellRead, async (model) => {
    await chooseModel(studio, model.url)
    await expect(page.getByText('It works')).toBeVisible()
    await expect(page.getByText('The endpoint lists 2 models.')).toBeVisible()
    await expect(page.getByText(/^Set · changed/)).toBeVisible()
    await expectAccessible(page, 'settings with a model that was tried')
    expect(await page.content()).not.toContain(modelKey)

    const pasted = 'hunter2-canary-pasted'
    await pasteDocuments(studio, `${shopPage}\nExample: Authorization: Bearer ${pasted}\n`)
    const before = model.received.length
    await page.getByRole('button', { name: 'View prompt' }).click()
    await expect(page.getByRole('dialog', { name: 'What would be sent' })).toBeVisible()
    await expectAccessible(page, 'prompts')
    await page.keyboard.press('Escape')
    expect(model.received.length).toBe(before)

    await readButton(studio).click()
    await expect(page.getByText(/^reader found \d+ facts?$/)).toBeVisible()
    await expect(page.getByText('Found by model (reader)').first()).toBeVisible()
    await expectAccessible(page, 'findings of a model')
    await page.getByRole('button', { name: /^Pages of orders: found by model/ }).click()
    const viewer = page.getByRole('dialog', { name: 'pasted text' })
    await expect(viewer.locator('[aria-current=location]')).toContainText('hand it back as')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'View prompt' }).click()
    await expect(page.getByRole('dialog', { name: 'What was sent' })).toBeVisible()
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Create connector with 1 stream' }).click()
    await expect(studio.station('Pages')).toHaveAccessibleName(/next_cursor/)
    await studio.show('Inputs')
    const connection = page.getByRole('region', { name: 'Connection' })
    await connection.getByLabel(/^Base URL/).fill(server.practiceUrl)
    await connection.getByLabel(/^Base URL/).blur()
    await studio.saveSecret(/token/i, 'practice-token')
    await studio.showStream('Orders')
    await studio.run()
    await expect(studio.panel.getByText('Proved complete').first()).toBeVisible()
    await expect(studio.tab('Records')).toContainText('250')

    const sent = JSON.stringify(model.received.map(({ body }) => body))
    expect(sent).toContain('hand it back as')
    expect(sent).not.toContain('canary')
    expect(sent).not.toContain('practice-token')
  })
})

test('a reading can be cancelled, and what the rules found stays', async ({ studio }) => {
  const { page } = studio
  const slow = (question: Parameters<typeof wellRead>[0]): ServedReply =>
    question.form === 'claims' ? { silent: true } : wellRead(question)
  await withModelServer(slow, async (model) => {
    await chooseModel(studio, model.url)
    await expect(page.getByText('It works')).toBeVisible()
    await pasteDocuments(studio, shopPage)
    await readButton(studio).click()
    await expect(page.getByText(/^Asking reader: 0 of/)).toBeVisible()
    await expectAccessible(page, 'a reading under way')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByText(/^Cancelled\. reader had found nothing more/)).toBeVisible()
    await expect(page.getByRole('button', { name: /^Create connector with 1/ })).toBeEnabled()
  })
})

const faults: readonly (readonly [string, RegExp, ServedReply])[] = [
  ['a proxy page', /not an OpenAI-compatible endpoint/, { status: 200, body: '<html>Sign in' }],
  ['an answer that is no JSON', /did not answer in JSON/, { text: 'I cannot say.' }],
  ['a model that declines', /declined/, { refusal: 'I would rather not.' }],
  ['an unknown model', /does not know this model/, errorReply(404, 'no', 'model_not_found')],
]

for (const [what, words, reply] of faults) {
  test(`after ${what} the findings are those of the rules, with the reason`, async ({ studio }) => {
    const { page } = studio
    const answer = (question: Parameters<typeof wellRead>[0]) =>
      question.form === 'trial' ? wellRead(question) : reply
    await withModelServer(answer, async (model) => {
      await chooseModel(studio, model.url)
      await expect(page.getByText('It works')).toBeVisible()
      await pasteDocuments(studio, shopPage)
      await readButton(studio).click()
      await expect(page.getByText('reader found nothing', { exact: true })).toBeVisible()
      await expect(page.getByText(words).first()).toBeVisible()
      await expect(page.getByText(/what the rules found is kept\./i)).toBeVisible()
      await expectAccessible(page, `findings after ${what}`)
    })
  })
}

test('a key that the endpoint echoes is never shown', async ({ studio }) => {
  const { page } = studio
  await withModelServer(
    wellRead,
    async (model) => {
      await chooseModel(studio, model.url)
      await expect(page.getByText('It did not work')).toBeVisible()
      await expect(page.getByText(/does not accept the key/)).toBeVisible()
      expect(await page.content()).not.toContain('canary')
      await expectAccessible(page, 'settings after a refused key')
    },
    'another-key',
  )
})

test('a failed call that no rule explains is explained by the model, with a change to accept', async ({
  studio,
}) => {
  const { page } = studio
  await withModelServer(wellRead, async (model) => {
    await chooseModel(studio, model.url)
    await expect(page.getByText('It works')).toBeVisible()
    await studio.pasteManifest(failingConnector(model.url))
    await studio.run()
    await studio.panel.getByRole('button', { name: /^Allow .* and run$/ }).click()
    await studio.panel.getByRole('button', { name: 'Ask the model (reader)' }).click()
    const cause = studio.panel.getByRole('region', { name: 'Likely cause' })
    await expect(cause).toContainText('per_page')
    await expect(cause.getByText('Found by model (reader)').first()).toBeVisible()
    await expectAccessible(page, 'a failure explained by a model')
    await cause.getByRole('button', { name: 'Accept' }).click()
    expect(await studio.exportedText()).toContain('field_name: page_size')
  })
})
