import { describe, expect, it } from 'vitest'
import { factsOf, get, listOf, query, spec } from '../importers/testing/spec'
import { checkManifest } from '../manifest/check'
import { loadYaml } from '../manifest/load'
import { manifestFromFacts } from './manifest-from-facts'
import { manifestText } from './manifest-text'
import { suggestionsFrom } from './suggestions'

const id = { type: 'integer' }
const date = { type: 'string', format: 'date-time' }
const key = { type: 'apiKey', in: 'header', name: 'X-Api-Key' }
const bearer = { type: 'http', scheme: 'bearer' }
const root = spec(
  {
    '/ovens': get(
      [query('page'), query('limit'), query('updated_since', date)],
      listOf({ id, updated_at: date }),
    ),
    '/ovens/{ovenId}/loaves': get(
      [query('kind', { type: 'string' }, { required: true })],
      listOf({ id }),
    ),
  },
  { components: { securitySchemes: { key, bearer } }, security: [{ key: [] }, { bearer: [] }] },
)

describe('the manifest', () => {
  const facts = factsOf(root)
  const draft = manifestFromFacts(facts)
  const text = manifestText(draft.shared, facts)

  it('has no problem and names the source of each stream', () => {
    const problems = checkManifest(loadYaml(text)).filter(({ severity }) => severity === 'error')
    expect(problems).toEqual([])
    expect(text).toContain('# GET /ovens of bakery.json')
  })

  it('says the same as YAML and resolved', () => {
    expect(loadYaml(text)).toEqual(loadYaml(JSON.stringify(draft.shared)))
  })

  it('keeps secrets as inputs and asks for one way to sign in', () => {
    const { properties } = JSON.parse(JSON.stringify(draft.resolved)).spec.connection_specification
    expect(properties.credentials.oneOf).toHaveLength(2)
    expect(properties.credentials.oneOf[1].properties.api_key.airbyte_secret).toBe(true)
  })

  it('reads children for each parent and sends what is demanded', () => {
    const child = JSON.parse(JSON.stringify(draft.resolved)).streams[1]
    expect(child.retriever).toMatchObject({
      requester: {
        path: "/ovens/{{ stream_partition.get('ovenId') }}/loaves",
        request_parameters: { kind: "{{ config['kind'] }}" },
      },
      partition_router: {
        parent_stream_configs: [{ parent_key: 'id', partition_field: 'ovenId' }],
      },
    })
  })

  it('has a place for every suggestion, each with evidence', () => {
    for (const { path, evidence } of suggestionsFrom(facts, draft.resolved)) {
      expect(path).toMatch(/^\/streams\/\d+\//)
      expect(evidence.length).toBeGreaterThan(0)
    }
  })
})
