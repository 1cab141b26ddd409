import type { ManifestPath } from '@/lib/engine/path'
import {
  asObject,
  fingerprint,
  listAt,
  scalarText,
  textAt,
  typeOf,
  valueAt,
} from '../manifest-values'
import {
  capitalised,
  chip,
  customSentence,
  joinUpTo,
  listed,
  type Sentence,
  say,
  valueChip,
} from './sentence'

const shownFields = 2

type StepSentence = (step: unknown, at: ManifestPath) => Sentence

const steps: Readonly<Record<string, StepSentence>> = {
  AddFields: addFields,
  RemoveFields: (step, at) => {
    const fields = listAt(step, 'field_pointers').map((pointer, index) =>
      valueChip(Array.isArray(pointer) ? pointer.join('.') : String(pointer), [
        ...at,
        'field_pointers',
        index,
      ]),
    )
    return fields.length === 0
      ? say`remove ${chip(undefined, [...at, 'field_pointers'])}`
      : say`remove ${listed(fields, shownFields)}`
  },
  KeysToLower: () => say`write names in lower case`,
  KeysToSnakeCase: () => say`write names in snake_case`,
  KeysReplace: (step, at) => {
    const old = chip(valueAt(step, 'old'), [...at, 'old'])
    const next = textAt(step, 'new')
    return next === ''
      ? say`in names, ${old} is removed`
      : say`in names, ${old} becomes ${chip(next, [...at, 'new'])}`
  },
  FlattenFields: () => say`flatten everything`,
  DpathFlattenFields: (step, at) => {
    const path = listAt(step, 'field_path').map(String).join('.')
    return say`flatten ${chip(path, [...at, 'field_path'])}`
  },
}

/** What is done to each record, in order of running. */
export function transformationsSentence(stream: unknown): Sentence {
  const list = listAt(stream, 'transformations')
  if (list.length === 0) return say`None. Records stay as they come`
  const sentences = list.map((step, index) => stepSentence(step, ['transformations', index]))
  return capitalised(joinUpTo(sentences, '; '))
}

function stepSentence(step: unknown, at: ManifestPath): Sentence {
  const type = typeOf(step)
  const sentence = Object.hasOwn(steps, type) ? steps[type] : undefined
  const custom = customSentence(step, at)
  const words = sentence?.(step, at) ?? custom ?? say`${valueChip(type || 'Not set', at)}`
  const condition = scalarText(valueAt(step, 'condition'))
  return condition === undefined ? words : say`${words} if ${chip(condition, [...at, 'condition'])}`
}

function addFields(step: unknown, at: ManifestPath): Sentence {
  const added = listAt(step, 'fields').map((field, index) => {
    const here = [...at, 'fields', index]
    const path = valueAt(field, 'path')
    const name = valueChip(Array.isArray(path) ? path.join('.') : String(path), [...here, 'path'])
    return [name, chip(shownValue(field), [...here, 'value'])] as const
  })
  const [first] = added
  if (first === undefined) return say`add ${chip(undefined, [...at, 'fields'])}`
  if (added.length === 1) return say`add ${first[0]} from ${first[1]}`
  return say`add ${listed(
    added.map(([name]) => name),
    shownFields,
  )}`
}

function shownValue(field: unknown): unknown {
  const value = valueAt(field, 'value')
  return asObject(value) || Array.isArray(value) ? fingerprint(value) : value
}
