import { expectAccessible } from './fixtures/accessible.ts'
import { expect, test } from './fixtures/studio.ts'

const manifest = (practiceUrl: string) => `version: 7.39.1
type: DeclarativeSource
check: {type: CheckDynamicStream, stream_count: 1}
definitions:
  requester:
    type: HttpRequester
    url: ${practiceUrl}/v1/warehouses
    authenticator: {type: BearerAuthenticator, api_token: practice-token}
  all:
    type: RecordSelector
    extractor: {type: DpathExtractor, field_path: []}
dynamic_streams:
  - type: DynamicDeclarativeStream
    name: by_warehouse
    stream_template:
      type: DeclarativeStream
      name: template
      primary_key: id
      retriever:
        type: SimpleRetriever
        requester: {$ref: "#/definitions/requester"}
        record_selector: {$ref: "#/definitions/all"}
      schema_loader: {type: InlineSchemaLoader, schema: {type: object, properties: {}}}
    components_resolver:
      type: HttpComponentsResolver
      retriever:
        type: SimpleRetriever
        requester: {$ref: "#/definitions/requester"}
        record_selector: {$ref: "#/definitions/all"}
      components_mapping:
        - type: ComponentMappingDefinition
          field_path: [name]
          value: "stock_{{ components_values['id'] }}"
`

test('the streams that a template makes are listed and run', async ({ studio, server }) => {
  const { page } = studio
  await studio.pasteManifest(manifest(server.practiceUrl))
  await expect(studio.runButton).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('button', { name: 'List its streams' }).click()
  const made = page.getByRole('list', { name: 'Streams of By warehouse' })
  const first = made.getByRole('button', { name: /Stock/ }).first()
  await expect(first).toBeVisible()
  await expectAccessible(page, 'streams of a template')
  await first.click()
  await expect(page.getByRole('heading', { name: /^Stock/, level: 1 })).toBeVisible()
  await studio.run()
  await expect(studio.tab('Records')).toContainText(/[1-9]/)

  await page.getByRole('button', { name: 'Run all' }).click()
  const all = page.getByRole('region', { name: 'All streams' })
  await expect(all.getByRole('row', { name: /Stock/ }).first()).toBeVisible()
  await expect(all.getByRole('button', { name: 'Run all' })).toBeVisible()
})
