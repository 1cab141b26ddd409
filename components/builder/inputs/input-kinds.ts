import type { ManifestInput } from '@/lib/manifest/inputs'
import { asObject } from '../manifest-values'

/** The kinds of inputs, as people name them. */
export const inputKinds = [
  { value: 'text', label: 'Text' },
  { value: 'secret', label: 'Secret' },
  { value: 'long', label: 'Long text' },
  { value: 'integer', label: 'Whole number' },
  { value: 'number', label: 'Number' },
  { value: 'boolean', label: 'Yes or no' },
  { value: 'choice', label: 'Choice' },
  { value: 'date', label: 'Date' },
  { value: 'date-time', label: 'Date and time' },
  { value: 'list', label: 'List of texts' },
  { value: 'group', label: 'Group' },
  { value: 'one-of', label: 'One of several' },
] as const

export type InputKind = (typeof inputKinds)[number]['value']

const dayPattern = '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
const momentPattern = '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$'

/** What kind an input is. */
export function kindOf(input: ManifestInput): InputKind {
  if (input.variants.length > 0) return 'one-of'
  if (input.type === 'object') return 'group'
  if (input.type === 'array') return 'list'
  if (input.options !== undefined) return 'choice'
  if (input.type === 'boolean' || input.type === 'integer' || input.type === 'number')
    return input.type
  if (input.isSecret) return 'secret'
  if (input.isMultiline) return 'long'
  if (input.format === 'date' || input.format === 'date-time') return input.format
  return 'text'
}

/** “Choice: eu, us” */
export function kindText(input: ManifestInput): string {
  const kind = kindOf(input)
  const label = inputKinds.find((each) => each.value === kind)?.label ?? kind
  if (kind !== 'choice') return label
  const options = (input.options ?? []).map(String)
  return `${label}: ${options.slice(0, 3).join(', ')}${options.length > 3 ? ', …' : ''}`
}

const ofKind: readonly string[] = [
  'type',
  'format',
  'enum',
  'airbyte_secret',
  'multiline',
  'pattern',
  'items',
  'properties',
  'required',
  'oneOf',
  'minimum',
  'maximum',
]

/** The declaration of an input as another kind; title, description, order and unknown keys stay. */
export function withKind(schema: unknown, kind: InputKind): Record<string, unknown> {
  const before = asObject(schema) ?? {}
  const kept = Object.fromEntries(Object.entries(before).filter(([key]) => !ofKind.includes(key)))
  return { ...shapeOf(kind, before), ...kept }
}

function shapeOf(
  kind: InputKind,
  before: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  switch (kind) {
    case 'text':
      return { type: 'string' }
    case 'secret':
      return { type: 'string', airbyte_secret: true }
    case 'long':
      return {
        type: 'string',
        multiline: true,
        ...(before.airbyte_secret === true && { airbyte_secret: true }),
      }
    case 'choice':
      return {
        type: 'string',
        enum: Array.isArray(before.enum) ? before.enum : ['first', 'second'],
      }
    case 'date':
      return { type: 'string', format: 'date', pattern: dayPattern }
    case 'date-time':
      return { type: 'string', format: 'date-time', pattern: momentPattern }
    case 'list':
      return { type: 'array', items: { type: 'string' } }
    case 'group':
      return { type: 'object', properties: asObject(before.properties) ?? {} }
    case 'one-of':
      return {
        type: 'object',
        oneOf: Array.isArray(before.oneOf) ? before.oneOf : [variant('First'), variant('Second')],
      }
    default:
      return { type: kind }
  }
}

/** A way to fill a one-of, told apart by a constant. */
function variant(title: string) {
  return {
    title,
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string', const: title.toLowerCase() } },
  }
}
