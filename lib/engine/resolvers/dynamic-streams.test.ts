import { expect, it } from 'vitest'
import { manifestTools as tools } from '../../manifest/tools'
import { aConnector, aRequester, aSelector, aStream, list, read } from '../testing/fake-connector'
import type { Json, JsonObject } from '../values/value'

const template = aStream('placeholder')

const mapping = (field_path: string[], value: string, parts: JsonObject = {}): JsonObject => ({
  type: 'ComponentMappingDefinition',
  field_path,
  value,
  ...parts,
})

const dynamic = (resolver: JsonObject): JsonObject => ({
  dynamic_streams: [
    {
      type: 'DynamicDeclarativeStream',
      name: 'made',
      stream_template: template,
      components_resolver: resolver,
    },
  ],
})

const fromConfig = (pointers: string[][], mappings: Json[]): JsonObject => ({
  type: 'ConfigComponentsResolver',
  stream_config: pointers.map((configs_pointer) => ({ type: 'StreamConfig', configs_pointer })),
  components_mapping: mappings,
})

it('makes a stream for each record of a request', async () => {
  const manifest = dynamic({
    type: 'HttpComponentsResolver',
    retriever: {
      type: 'SimpleRetriever',
      requester: aRequester('/tables'),
      record_selector: aSelector('data'),
    },
    components_mapping: [
      mapping(['name'], "{{ components_values['name'] }}"),
      mapping(['retriever', 'requester', 'path'], "/t/{{ components_values['id'] }}"),
    ],
  })
  const reading = await read({
    manifest,
    tools,
    names: ['h2'],
    exchanges: [
      { request: 'GET /tables', json: list({ name: 'h1', id: 1 }, { name: 'h2', id: 2 }) },
      { request: 'GET /t/2', json: list({ id: 5 }) },
    ],
  })
  expect(reading.errors).toEqual([])
  expect(reading.records).toEqual([{ id: 5 }])
})

it('makes a stream for each combination of lists in the config', async () => {
  const manifest = dynamic(
    fromConfig(
      [['tables'], ['regions']],
      [
        mapping(
          ['name'],
          '{{ components_values.name }}_{{ components_values.source_config_1[1] }}_{{ components_values.source_config_1[0] }}',
        ),
      ],
    ),
  )
  const config = { tables: [{ name: 'a' }, { name: 'b' }], regions: ['eu', 'us'] }
  const { connector } = aConnector({ manifest, config, tools })
  expect(await connector.streamNames()).toEqual(['a_eu_0', 'a_us_1', 'b_eu_0', 'b_us_1'])
})

it('adds a field only where its condition holds, and reads lists from text', async () => {
  const manifest = dynamic(
    fromConfig(
      [['tables']],
      [
        mapping(['name'], "{{ components_values['name'] }}"),
        mapping(['primary_key'], '[k1, k2]', {
          create_or_update: true,
          condition: "{{ components_values['name'] == 'one' }}",
        }),
      ],
    ),
  )
  const config = { tables: [{ name: 'one' }, { name: 'two' }] }
  const { connector } = aConnector({ manifest, config, tools })
  const { streams } = await connector.discover()
  expect(streams.map((stream) => [stream.name, stream.source_defined_primary_key])).toEqual([
    ['one', [['k1'], ['k2']]],
    ['two', [['id']]],
  ])
})

it('refuses two streams of the same name and says who can change that', async () => {
  const manifest = dynamic(
    fromConfig([['tables']], [mapping(['name'], "{{ components_values['name'] }}")]),
  )
  const config = { tables: [{ name: 'one' }, { name: 'one' }] }
  const { connector } = aConnector({ manifest, config, tools })
  await expect(connector.discover()).rejects.toMatchObject({
    blame: 'config',
    failureType: 'config_error',
  })
})

it.each<[string, Json | undefined, string[]]>([
  ['true', true, ['items', 'more']],
  ['text that is false', 'false', ['items']],
  ['zero', 0, ['items']],
  ['null', null, ['items']],
  ['missing', undefined, ['items']],
])('has streams under a condition when it is true: %s', async (_, flag, names) => {
  const manifest = {
    streams: [
      aStream('items'),
      {
        type: 'ConditionalStreams',
        condition: "{{ config['flag'] }}",
        streams: [aStream('more')],
      },
    ],
  }
  const { connector } = aConnector({ manifest, config: flag === undefined ? {} : { flag } })
  expect(await connector.streamNames()).toEqual(names)
})
