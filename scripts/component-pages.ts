import { stringify } from 'yaml'
import type { Registry } from '../lib/engine/component'
import { registries } from '../lib/engine/kinds'
import { componentSchema, type JsonSchema } from '../lib/manifest/json-schema'
import { type Example, propertiesOf } from './component-examples'

/** The page of a component: what it is for, its fields, and an example in the form and as YAML. */
export function componentPage(registry: Registry, type: string, example: Example): string {
  const schema = componentSchema(registry, type)
  const fields = Object.entries(propertiesOf(schema)).filter(([name]) => name !== 'type')
  const required = (schema.required ?? []) as readonly string[]
  const rows = fields.map(([name, field]) => fieldRow(name, field, required.includes(name)))
  const others = registry.types.filter((each) => each !== type)
  return [
    `# ${type}`,
    `**${text(schema.title) || type}.** ${text(schema.description)}`,
    `It can stand wherever a component of the kind *${spaced(registry.kind.name)}* can. ${
      others.length === 0
        ? 'It is the only one.'
        : `Others of the kind: ${others.map((each) => `[${each}](${each}.md)`).join(', ')}.`
    }`,
    '## Fields',
    rows.length === 0
      ? 'It has none.'
      : [
          '| Field | In the form | Takes | Default | About |',
          '|---|---|---|---|---|',
          ...rows,
        ].join('\n'),
    '## Example',
    '<table>\n<tr><th>Form</th><th>YAML</th></tr>\n<tr><td>',
    formLines(registry, example, 0).join('\n'),
    '</td><td>',
    `\`\`\`yaml\n${stringify(example, { lineWidth: 80, aliasDuplicateObjects: false }).trimEnd()}\n\`\`\``,
    '</td></tr>\n</table>',
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n')
}

/** The list of all pages, by kind. */
export function componentList(): string {
  const kinds = [...registries]
    .sort((one, other) => one.kind.name.localeCompare(other.kind.name))
    .map(
      ({ kind, types }) =>
        `| ${spaced(kind.name)} | ${types.map((type) => `[${type}](${type}.md)`).join(', ')} |`,
    )
  return `# Components\n\nEvery component of the manifest language, by kind: a kind is a family that does the same job, and its\nmembers can stand in each other's place.\n\n| Kind | Components |\n|---|---|\n${kinds.join('\n')}\n`
}

function fieldRow(name: string, field: JsonSchema, isRequired: boolean): string {
  const cells = [
    `\`${name}\``,
    text(field.title),
    takes(field),
    isRequired ? '**required**' : defaultOf(field),
    [text(field.description), variablesOf(field), notesOf(field)].filter(Boolean).join(' '),
  ]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
}

/** What a field takes, in words. */
function takes(field: JsonSchema): string {
  const { slot, type, items, enum: choices, const: only, template } = field
  const anyOf = field.anyOf ?? field.oneOf
  if (Array.isArray(slot))
    return `component: ${slot.map((kind) => spaced(String(kind))).join(' or ')}`
  if (Array.isArray(choices)) return choices.map((each) => `\`${each}\``).join(', ')
  if (only !== undefined) return `\`${only}\``
  if (Array.isArray(anyOf)) return [...new Set(anyOf.map((each) => takes(each)))].join(' or ')
  if (type === 'array') return `list of ${takes((items ?? {}) as JsonSchema)}`
  if (Array.isArray(template)) return 'template'
  if (type === 'string') return 'text'
  if (type === 'integer') return 'whole number'
  if (type === 'object') return tagged(field)
  return typeof type === 'string' ? type : 'any value'
}

/** A mapping that says by its type which of several it is, is named by that. */
function tagged(field: JsonSchema): string {
  const { type } = propertiesOf(field)
  return type?.const === undefined ? 'mapping' : `\`${type.const}\``
}

function defaultOf(field: JsonSchema): string {
  if (!('default' in field)) return ''
  return field.default === '' ? 'empty' : `\`${JSON.stringify(field.default)}\``
}

function variablesOf(field: JsonSchema): string {
  const names = templateNames(field)
  return names.length === 0 ? '' : `Templates see ${names.map((name) => `\`${name}\``).join(', ')}.`
}

function templateNames(field: JsonSchema): readonly string[] {
  const { template, anyOf, items, additionalProperties } = field
  const inner = [...(Array.isArray(anyOf) ? anyOf : []), items, additionalProperties]
  const names = [
    ...(Array.isArray(template) ? template.map(String) : []),
    ...inner.filter((each) => typeof each === 'object' && each !== null).flatMap(templateNames),
  ]
  return [...new Set(names)]
}

function notesOf({ deprecated, secret, group }: JsonSchema): string {
  const notes = [
    ...(deprecated === true ? ['Deprecated.'] : []),
    ...(secret === true ? ['A secret: take it from the configuration.'] : []),
    ...(group === 'advanced' ? ['*Advanced.*'] : []),
  ]
  return notes.join(' ')
}

/** The example as the builder's form shows it: labels and values, components inside indented. */
function formLines(registry: Registry, example: Example, depth: number): string[] {
  const schema = componentSchema(registry, example.type)
  const properties = propertiesOf(schema)
  const indent = '  '.repeat(depth)
  const lines = Object.entries(example)
    .filter(([name]) => name !== 'type')
    .flatMap(([name, value]) => {
      const label = text(properties[name]?.title) || name
      return [`${indent}  - ${label}${shown(value, depth + 1)}`]
    })
  return [`${depth === 0 ? '- ' : ''}**${text(schema.title) || example.type}**`, ...lines]
}

function shown(value: unknown, depth: number): string {
  if (isExample(value)) return `: ${nested(value, depth)}`
  if (Array.isArray(value) && value.every(isExample)) {
    const indent = '  '.repeat(depth + 1)
    return value.map((each) => `\n${indent}- ${nested(each, depth + 1)}`).join('')
  }
  return `: ${code(value)}`
}

function nested(example: Example, depth: number): string {
  const registry = registries.find(({ types }) => types.includes(example.type))
  return registry ? formLines(registry, example, depth).join('\n') : code(example)
}

function isExample(value: unknown): value is Example {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    registries.some(({ types }) => types.includes(String(value.type)))
  )
}

function code(value: unknown): string {
  const shownValue = typeof value === 'string' ? value : JSON.stringify(value)
  return shownValue.includes('`') ? `\`\` ${shownValue} \`\`` : `\`${shownValue}\``
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** `RecordExtractor` → `record extractor`. */
function spaced(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}
