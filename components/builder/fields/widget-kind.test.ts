import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineKind, slot, template } from '@/lib/engine/component'
import { schemaOf } from './component-schema'
import { choicesOf, slotOf, takesNumber, variablesOf, widgetOf } from './widget-kind'

const strategies = defineKind('PageStrategy')
const requestOption = defineKind('RequestOption')

test.each([
  ['a', z.string(), 'text'],
  ['a', template('config'), 'template'],
  ['a', z.int(), 'number'],
  ['a', z.union([z.int(), template('config')]), 'template'],
  ['a', z.boolean().optional(), 'toggle'],
  ['a', z.enum(['x', 'y']), 'enum'],
  ['field_path', z.array(z.string()), 'path'],
  ['http_codes', z.array(z.int()), 'list'],
  ['a', z.record(z.string(), template('config')), 'key-value'],
  ['a', z.union([z.record(z.string(), z.string()), template('config')]), 'key-value'],
  ['a', z.array(z.array(z.string())), 'yaml'],
  ['a', z.object({ b: z.string() }), 'yaml'],
  ['a', slot(strategies), 'component'],
  ['a', slot(requestOption).optional(), 'request-option'],
  ['a', z.array(slot(strategies)), 'components'],
] as const)('%#: a key %s gets its control', (key, schema, kind) => {
  expect(widgetOf(key, schemaOf(schema))).toBe(kind)
})

test('hints of a schema survive the way to the form', () => {
  expect(variablesOf(schemaOf(z.array(template('config', 'record'))))).toEqual(['config', 'record'])
  expect(slotOf(schemaOf(slot(strategies).optional()))).toEqual(['PageStrategy'])
  expect(choicesOf(schemaOf(z.enum(['GET', 'POST'])))).toEqual(['GET', 'POST'])
  expect(takesNumber(schemaOf(z.union([z.int(), z.string()])))).toBe(true)
})
