import type { BuildContext } from '../component'
import { ManifestInvalid, ReadFailed } from '../errors'
import { interpolatedString } from '../interpolate'
import { setAt, valuesAt } from '../values/dpath'
import { copyJson } from '../values/json'
import { PythonError } from '../values/python-error'
import { repr, toText } from '../values/text'
import { isList, isObject, type Json, type JsonObject, setKey, type Value } from '../values/value'
import type { ParentFieldPath } from './parent-field-path'
import { plainLookup } from './plain-lookup'

export interface ItemRules {
  readonly remain_original_record: boolean
  readonly merge_parent: boolean
  readonly parent_fields?: readonly ParentFieldPath[] | undefined
}

type MutableRecord = { [key: string]: Json }

/**
 * Makes a record of an item and the parent that it stands in.
 *
 * @throws ManifestInvalid when a path cannot be used
 */
export function createItemWriter(
  rules: ItemRules,
  listPath: readonly Value[],
  context: BuildContext,
): (item: Json, parent: JsonObject) => Json {
  const fields = (rules.parent_fields ?? []).map((field, i) => compileField(field, i, context))
  const needsRecord = rules.remain_original_record || rules.merge_parent || fields.length > 0

  return (item, parent) => {
    if (!isObject(item) && !needsRecord) return item
    let record: MutableRecord = isObject(item) ? { ...(item as JsonObject) } : { value: item }
    if (rules.merge_parent) record = { ...withoutLists(parent, listPath), ...record }
    for (const copy of fields) copy(record, parent)
    if (rules.remain_original_record) record.original_record = copyJson(parent)
    return record
  }
}

function compileField(
  { parent_path, record_path }: ParentFieldPath,
  index: number,
  context: BuildContext,
): (record: MutableRecord, parent: JsonObject) => void {
  const path = [...context.path, 'parent_fields', index]
  const textOf = (segments: readonly string[]) =>
    segments.map((each) => toText(interpolatedString(each, context)()))
  const from = textOf(parent_path)
  const to = textOf(record_path)
  if (from.length === 0) throw new ManifestInvalid('parent_path cannot be empty', { path })
  if (to.length === 0) throw new ManifestInvalid('record_path cannot be empty', { path })
  if (from.some((segment) => /[*?[]/.test(segment))) {
    throw new ManifestInvalid(
      'Wildcards are not supported in parent_path: it names a single field',
      {
        path: [...path, 'parent_path'],
      },
    )
  }
  return (record, parent) => {
    try {
      setAt(record, to, copyJson(plainLookup(parent, from) ?? null))
    } catch (cause) {
      if (!(cause instanceof PythonError)) throw cause
      throw new ReadFailed(
        'parent_field_blocked',
        'manifest',
        `Cannot write parent field to \`record_path\` ${repr(to)}: the expanded item already holds a non-object value on that path.`,
        { path, failureType: 'config_error', cause },
      )
    }
  }
}

/** A copy of the parent without the lists that are expanded. */
function withoutLists(parent: JsonObject, listPath: readonly Value[]): MutableRecord {
  const lists = new Set(valuesAt(parent, listPath as never).filter((found) => isList(found)))
  return copyWithout(parent, lists) as MutableRecord
}

function copyWithout(value: Json, lists: ReadonlySet<Json>): Json {
  if (isList(value)) {
    const items = (value as readonly Json[]).filter((item) => !lists.has(item))
    return items.map((item) => copyWithout(item, lists))
  }
  if (!isObject(value)) return value
  const copy: MutableRecord = {}
  for (const [key, each] of Object.entries(value as JsonObject)) {
    if (!lists.has(each)) setKey(copy, key, copyWithout(each, lists))
  }
  return copy
}
