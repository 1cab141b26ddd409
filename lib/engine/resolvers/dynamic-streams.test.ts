import { describe, expect, it } from 'vitest'
import { manifestTools as tools } from '../../manifest/tools'
import type { ReadEvent } from '../events'
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

describe('the streams of dynamic definitions', () => {
  const tables = dynamic({
    type: 'HttpComponentsResolver',
    retriever: {
      type: 'SimpleRetriever',
      requester: aRequester('/tables'),
      record_selector: aSelector('data'),
    },
    components_mapping: [mapping(['name'], "{{ components_values['name'] }}")],
  })
  const [definition] = tables.dynamic_streams as JsonObject[]
  const named = (name: string, components_resolver: Json): JsonObject => ({
    ...definition,
    name,
    components_resolver,
  })
  const listed = {
    type: 'ParametrizedComponentsResolver',
    stream_parameters: { list_of_parameters_for_stream: [{ name: 'p1' }, { name: 'p2' }] },
    components_mapping: [mapping(['name'], "{{ components_values['name'] }}")],
  }

  async function eventsOf(events: AsyncIterable<ReadEvent>): Promise<ReadEvent[]> {
    const all: ReadEvent[] = []
    for await (const event of events) all.push(event)
    return all
  }

  it('are listed definition by definition, with the calls that it takes', async () => {
    const manifest = { dynamic_streams: [definition, named('written', listed)] } as JsonObject
    const { connector } = aConnector({
      manifest,
      tools,
      options: { capture: { bodyBytesMax: 1000 } },
      exchanges: [{ request: 'GET /tables', json: list({ name: 'h1' }, { name: 'h2' }) }],
    })
    const events = await eventsOf(connector.generatedStreams())
    expect(events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['call', 'answer', 'generated']),
    )
    expect(events.find(({ kind }) => kind === 'call')).toMatchObject({ purpose: 'components' })
    expect(events.filter(({ kind }) => kind === 'generated')).toMatchObject([
      {
        definition: 'made',
        path: ['dynamic_streams', 0],
        streams: [{ name: 'h1' }, { name: 'h2' }],
      },
      { definition: 'written', streams: [{ name: 'p1' }, { name: 'p2' }] },
    ])
  })

  it('are listed of the other definitions when one cannot be resolved', async () => {
    const manifest = { dynamic_streams: [definition, named('written', listed)] } as JsonObject
    const exchanges = [{ request: 'GET /tables', status: 403 }]
    const { connector } = aConnector({ manifest, tools, exchanges })
    const events = await eventsOf(connector.generatedStreams())
    expect(events.filter(({ kind }) => kind !== 'slice-end')).toMatchObject([
      { kind: 'error', failureType: 'config_error' },
      { kind: 'generated', definition: 'written' },
    ])
  })

  it('are asked for only when no stream that is written out has the name', async () => {
    const { connector, api } = aConnector({
      manifest: tables,
      streams: [aStream('items')],
      tools,
      exchanges: [
        { request: 'GET /items', json: list({ id: 1 }) },
        { request: 'GET /tables', json: list({ name: 'h1' }) },
        { request: 'GET /placeholder', json: list({ id: 2 }) },
      ],
    })
    await eventsOf(connector.readStream({ stream: 'items' }))
    expect(api.log).toEqual(['GET /items'])
    const events = await eventsOf(connector.readStream({ stream: 'h1' }))
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: 'generated',
        streams: [{ name: 'h1', config: expect.objectContaining({ primary_key: 'id' }) }],
      }),
    )
    expect(api.log).toEqual(['GET /items', 'GET /tables', 'GET /placeholder'])
  })
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
