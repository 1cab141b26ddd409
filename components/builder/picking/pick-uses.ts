import type { ManifestPath } from '@/lib/engine/path'
import { isObject } from '@/lib/engine/values/value'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import { bodyPathText, isInRecord, withinRecord } from '../../testing/body-path'
import type { PickNode, PickUse } from '../../testing/panel-picking'
import type { BodyKeys } from '../../testing/tree-rows'
import { asObject, textAt, typeOf, valueAt } from '../manifest-values'
import { pagesComponent } from '../presets/pages-presets'
import { resolvePath } from '../references'
import { cursorFieldOf, keysOf, makeCursor, noCursorReason, toggleKey } from '../schema-edits'
import { readTemplate } from '../sentences/template-words'

/** The part of a stream that takes values out of responses. */
export interface PickContext {
  readonly document: ManifestDocument
  readonly stream: unknown
  readonly streamPath: ManifestPath
  readonly recordsPath: readonly string[] | undefined
}

/** What a value of a response could be used for, each with why it does not fit when it does not. */
export function pickUses(node: PickNode, context: PickContext): PickUse[] {
  const inRecord = context.recordsPath && withinRecord(node.keys, context.recordsPath)
  const field = inRecord?.length ? inRecord : undefined
  const isBelow = context.recordsPath !== undefined && isInRecord(node.keys, context.recordsPath)
  return [
    tokenUse(node, context, isBelow),
    stopUse(node, context, isBelow),
    recordsUse(node, context),
    keyUse(node, context, field),
    cursorUse(node, context, field),
  ]
}

const paginatorAt = ['retriever', 'paginator'] as const
const isLeaf = ({ value }: PickNode) =>
  value === null ||
  typeof value === 'string' ||
  typeof value === 'number' ||
  typeof value === 'bigint'

/** The fields of a body that the next page is asked with. */
export function tokenPathOf(stream: unknown): readonly string[] | undefined {
  const cursor = textAt(stream, ...paginatorAt, 'pagination_strategy', 'cursor_value') ?? ''
  const reference = readTemplate(cursor)
  return reference?.variable === 'response' ? reference.path.split('.') : undefined
}

function tokenUse(node: PickNode, context: PickContext, isBelow: boolean): PickUse {
  const { stream, document, streamPath } = context
  const isLink = typeof node.value === 'string' && /^(https?:\/\/|\/)/.test(node.value)
  const text = bodyPathText(node.keys)
  const isInUse = tokenPathOf(stream)?.join('.') === text
  const previous = valueAt(stream, ...paginatorAt)
  const isOurs = ['', 'NoPagination', 'DefaultPaginator'].includes(typeOf(previous))
  return {
    id: 'token',
    label: isLink ? 'Address of the next page' : 'Next-page token',
    station: 'pages',
    isInUse,
    reason: isBelow
      ? 'in a record'
      : !isLeaf(node)
        ? 'not a text'
        : isOurs
          ? undefined
          : 'pages are custom code',
    apply: () => {
      const component = pagesComponent(isLink ? 'body-link' : 'body-token', previous)
      const expression = expressionAt(node.keys)
      const strategy = {
        ...asObject(component.pagination_strategy),
        cursor_value: `{{ ${expression} }}`,
        stop_condition: `{{ not ${expression} }}`,
      }
      document.transact(`Next page by ${text}`, (edits) =>
        edits.set(resolvePath(document, [...streamPath, ...paginatorAt]), {
          ...component,
          pagination_strategy: strategy,
        }),
      )
    },
  }
}

const endNames = /^(is_?|has_?)?(last|final|end|done|finished|complete)/i

function stopUse(node: PickNode, context: PickContext, isBelow: boolean): PickUse {
  const { stream, document, streamPath } = context
  const at = [...paginatorAt, 'pagination_strategy'] as const
  const isCursor = typeOf(valueAt(stream, ...at)) === 'CursorPagination'
  const expression = expressionAt(node.keys)
  const saysEnd = typeof node.value === 'boolean' && endNames.test(String(node.keys.at(-1)))
  const condition = saysEnd ? `{{ ${expression} }}` : `{{ not ${expression} }}`
  const isFit = isLeaf(node) || typeof node.value === 'boolean' || Array.isArray(node.value)
  return {
    id: 'stop',
    label: saysEnd ? 'Stop when this is true' : 'Stop when this is empty',
    station: 'pages',
    isInUse: textAt(stream, ...at, 'stop_condition') === condition,
    reason: isBelow
      ? 'in a record'
      : !isCursor
        ? 'choose a next-page token first'
        : isFit
          ? undefined
          : 'never empty',
    apply: () =>
      document.transact(`Stop by ${bodyPathText(node.keys)}`, (edits) =>
        edits.set(resolvePath(document, [...streamPath, ...at, 'stop_condition']), condition),
      ),
  }
}

function recordsUse(node: PickNode, context: PickContext): PickUse {
  const { stream, document, streamPath, recordsPath } = context
  const at = [...streamPath, 'retriever', 'record_selector', 'extractor']
  const type = typeOf(valueAt(stream, 'retriever', 'record_selector', 'extractor'))
  // One of several lists of the same kind stands for all of them.
  const path = node.keys.map((key) => (typeof key === 'number' ? '*' : key))
  const isList = Array.isArray(node.value)
  const isFit = isList || isObject(node.value)
  return {
    id: 'records',
    label: isList ? 'Records are here' : 'This is one record',
    station: 'records',
    isInUse: recordsPath !== undefined && recordsPath.join('.') === path.join('.'),
    reason: !isFit
      ? 'not a list'
      : ['', 'DpathExtractor'].includes(type)
        ? undefined
        : 'records are found in another way',
    apply: () =>
      document.transact(`Records at ${path.join('.') || 'the whole body'}`, (edits) => {
        if (type === '') edits.set([...resolvePath(document, at), 'type'], 'DpathExtractor')
        edits.set(resolvePath(document, [...at, 'field_path']), path)
      }),
  }
}

function keyUse(
  node: PickNode,
  { stream, document, streamPath }: PickContext,
  field: readonly string[] | undefined,
): PickUse {
  const isInUse =
    field !== undefined && keysOf(stream).some((key) => key.join('.') === field.join('.'))
  return {
    id: 'key',
    label: isInUse ? 'Take out of the key' : 'Primary key',
    station: 'schema',
    isInUse,
    reason: field === undefined ? 'not in a record' : isLeaf(node) ? undefined : 'not one value',
    apply: () => {
      if (field) toggleKey(document, streamPath, field)
    },
  }
}

function cursorUse(
  node: PickNode,
  { stream, document, streamPath }: PickContext,
  field: readonly string[] | undefined,
): PickUse {
  const reason = noCursorReason(stream)
  return {
    id: 'cursor',
    label: 'Cursor field',
    station: 'incremental',
    isInUse: field !== undefined && cursorFieldOf(stream) === field.join('.'),
    reason:
      field === undefined
        ? 'not in a record'
        : !isLeaf(node) || node.value === null
          ? 'not one value'
          : reason && 'every run reads everything',
    apply: () => {
      if (field) makeCursor(document, streamPath, field)
    },
  }
}

/** `response['meta']['next']`. */
function expressionAt(keys: BodyKeys): string {
  const steps = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `[${quoted(key)}]`))
  return `response${steps.join('')}`
}

function quoted(name: string): string {
  return `'${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
