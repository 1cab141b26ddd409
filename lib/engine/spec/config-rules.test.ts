import { expect, it } from 'vitest'
import { aConnector } from '../testing/fake-connector'
import type { JsonObject } from '../values/value'

function prepared(rules: JsonObject, config: JsonObject) {
  const spec = {
    type: 'Spec',
    connection_specification: {},
    config_normalization_rules: { type: 'ConfigNormalizationRules', ...rules },
  }
  return aConnector({ manifest: { spec }, config }).connector.prepared
}

const migration = (...transformations: JsonObject[]): JsonObject => ({
  config_migrations: [{ type: 'ConfigMigration', transformations }],
})

const remap: JsonObject = {
  type: 'ConfigRemapField',
  field_path: ['auth', 'type'],
  map: { old: 'new' },
}

it('adds, renames and removes values, and asks for the result to be stored', () => {
  const { config, migrated } = prepared(
    migration(
      {
        type: 'ConfigAddFields',
        fields: [
          { type: 'AddedFieldDefinition', path: ['x', 'y'], value: "{{ config['k'] }}-1" },
          { type: 'AddedFieldDefinition', path: ['n'], value: '5', value_type: 'string' },
          { type: 'AddedFieldDefinition', path: ['m'], value: '5' },
        ],
      },
      remap,
      { type: 'ConfigRemoveFields', field_pointers: [['old']] },
    ),
    { k: 'v', auth: { type: 'old' }, old: 1 },
  )
  const expected = { k: 'v', auth: { type: 'new' }, x: { y: 'v-1' }, n: '5', m: 5 }
  expect(config).toEqual(expected)
  expect(migrated).toEqual(expected)
})

it('uses nested changes and does not store them', () => {
  const { config, migrated } = prepared(migration(remap), { auth: { type: 'old' } })
  expect(config).toEqual({ auth: { type: 'new' } })
  expect(migrated).toBeUndefined()
})

it('leaves values alone that have no new one', () => {
  const { config } = prepared(migration(remap), { auth: { type: 'other' } })
  expect(config).toEqual({ auth: { type: 'other' } })
})

it('never stores what is only for the run', () => {
  const { config, migrated } = prepared(
    {
      transformations: [
        {
          type: 'ConfigAddFields',
          fields: [{ type: 'AddedFieldDefinition', path: ['t'], value: 'v' }],
        },
      ],
    },
    { k: 1 },
  )
  expect(config).toEqual({ k: 1, t: 'v' })
  expect(migrated).toBeUndefined()
})

it('leaves an empty configuration empty', () => {
  const { config } = prepared(migration(remap), {})
  expect(config).toEqual({})
})

it.each([
  [0, [null, 'b', 'c']],
  [2, ['a', 'b']],
])('removes item %i of a list as the reference does', (index, expected) => {
  const { config } = prepared(
    migration({ type: 'ConfigRemoveFields', field_pointers: [['l', String(index)]] }),
    { l: ['a', 'b', 'c'] },
  )
  expect(config).toEqual({ l: expected })
})
