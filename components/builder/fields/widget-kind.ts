import { listAt, objectAt, scalarText, textAt, valueAt } from '../manifest-values'
import type { SchemaNode } from './component-schema'

/** Which control a value gets. */
export type WidgetKind =
  | 'text'
  | 'number'
  | 'toggle'
  | 'enum'
  | 'list'
  | 'path'
  | 'key-value'
  | 'template'
  | 'component'
  | 'components'
  | 'request-option'
  | 'yaml'

/** Chooses the control from what a schema says; what no control draws is edited as YAML. */
export function widgetOf(key: string, node: SchemaNode): WidgetKind {
  const slot = slotOf(node)
  if (slot.length > 0) return slot.includes('RequestOption') ? 'request-option' : 'component'
  if (slotOf(objectAt(node, 'items') ?? {}).length > 0) return 'components'
  const options = variantsOf(node)
  if (options.length > 1) return widgetOfUnion(key, options)
  return widgetOfPlain(key, options[0] ?? node)
}

/** Kinds of components that may stand here. */
export function slotOf(node: SchemaNode): string[] {
  const own = listAt(node, 'slot').map(String)
  if (own.length > 0) return own
  return variantsOf(node).flatMap((variant) => (variant === node ? [] : slotOf(variant)))
}

function variantsOf(node: SchemaNode): SchemaNode[] {
  const variants = [...listAt(node, 'anyOf'), ...listAt(node, 'oneOf')]
  if (variants.length === 0) return [node]
  return variants.flatMap((each) => variantsOf(objectAt(each) ?? {})).filter(isNotNull)
}

function isNotNull(node: SchemaNode): boolean {
  return node.type !== 'null'
}

function widgetOfUnion(key: string, variants: readonly SchemaNode[]): WidgetKind {
  const kinds = new Set(variants.map((variant) => widgetOfPlain(key, variant)))
  if ([...kinds].every((kind) => scalarKinds.has(kind))) {
    if (kinds.size === 1 && kinds.has('enum')) return 'enum'
    return kinds.has('template') || kinds.has('text') ? 'template' : 'text'
  }
  if (kinds.has('key-value') && kinds.has('template') && kinds.size === 2) return 'key-value'
  if (kinds.has('list') && [...kinds].every((kind) => kind === 'list' || kind === 'template'))
    return 'list'
  return 'yaml'
}

const scalarKinds = new Set<WidgetKind>(['text', 'number', 'template', 'enum', 'toggle'])

function widgetOfPlain(key: string, node: SchemaNode): WidgetKind {
  if (Array.isArray(node.enum) || node.const !== undefined) return 'enum'
  switch (node.type) {
    case 'boolean':
      return 'toggle'
    case 'integer':
    case 'number':
      return 'number'
    case 'string':
      return Array.isArray(node.template) ? 'template' : 'text'
    case 'array':
      return widgetOfArray(key, objectAt(node, 'items') ?? {})
    case 'object':
      return isTextMap(node) ? 'key-value' : 'yaml'
    default:
      return 'yaml'
  }
}

function widgetOfArray(key: string, items: SchemaNode): WidgetKind {
  const kind = widgetOf('', items)
  if (!scalarKinds.has(kind)) return 'yaml'
  return /(^|_)(path|pointer|from_field)$/.test(key) ? 'path' : 'list'
}

function isTextMap(node: SchemaNode): boolean {
  if (objectAt(node, 'properties') !== undefined) return false
  const values = objectAt(node, 'additionalProperties')
  return values !== undefined && scalarKinds.has(widgetOf('', values))
}

/** What an enum may be. */
export function choicesOf(node: SchemaNode): string[] {
  return variantsOf(node).flatMap((variant) => {
    if (Array.isArray(variant.enum)) return variant.enum.map(String)
    return scalarText(variant.const) ?? []
  })
}

/** Variables that a template may use here. */
export function variablesOf(node: SchemaNode): string[] {
  const items = objectAt(node, 'items')
  const values = objectAt(node, 'additionalProperties')
  const own = variantsOf(node).flatMap((variant) => listAt(variant, 'template').map(String))
  const inner = [items, values].flatMap((each) => (each ? variablesOf(each) : []))
  return [...new Set([...own, ...inner])]
}

/** Whether a number is one of the ways to write the value. */
export function takesNumber(node: SchemaNode): boolean {
  return variantsOf(node).some((variant) => variant.type === 'integer' || variant.type === 'number')
}

/** What stands for a value that is not set: its default, else its first example. */
export function placeholderOf(node: SchemaNode): string | undefined {
  const usual = scalarText(valueAt(node, 'default'))
  if (usual !== undefined) return usual
  const example = listAt(node, 'examples')[0]
  return scalarText(example) ?? textAt(node, 'placeholder')
}
