import type { ManifestPath } from '@/lib/engine/path'
import { asList, listAt, scalarText, textAt, titleOf, typeOf, valueAt } from '../manifest-values'
import { requestPart } from './request-sentence'
import { chip, customSentence, join, listed, type Sentence, say, valueChip } from './sentence'

const place = ['retriever', 'partition_router'] as const

/** How the stream is cut into slices by value or by parent. */
export function partitionsSentence(stream: unknown): Sentence {
  const router = valueAt(stream, 'retriever', 'partition_router')
  if (Array.isArray(router)) {
    if (router.length === 0) return none
    return join(
      router.map((each, index) => routerSentence(each, [...place, index])),
      ', and for each of those: ',
    )
  }
  return router === undefined || router === null ? none : routerSentence(router, place)
}

const none = say`None. The stream is read in one go`

function routerSentence(router: unknown, at: ManifestPath): Sentence {
  switch (typeOf(router)) {
    case 'ListPartitionRouter':
      return listSentence(router, at)
    case 'SubstreamPartitionRouter':
      return substreamSentence(router, at)
    case 'GroupingPartitionRouter':
      return groupingSentence(router, at)
    case 'UnionPartitionRouter':
      return unionSentence(router, at)
    default:
      return customSentence(router, at) ?? say`${chip(undefined, at)}`
  }
}

function listSentence(router: unknown, at: ManifestPath): Sentence {
  const values = valueAt(router, 'values')
  if (!Array.isArray(values))
    return say`One slice for each value of ${chip(values, [...at, 'values'])}`
  const chips = values.map((value, index) => chip(value, [...at, 'values', index]))
  if (chips.length === 1) return say`One slice, for ${chips}`
  return say`One slice for each of ${chips.length} values: ${listed(chips, 3)}`
}

function substreamSentence(router: unknown, at: ManifestPath): Sentence {
  const parents = listAt(router, 'parent_stream_configs')
  const [first] = parents
  if (first === undefined) return say`One slice for each record of ${chip(undefined, at)}`
  const phrases = parents.map((parent, index) => {
    const here = [...at, 'parent_stream_configs', index]
    const key = chip(valueAt(parent, 'parent_key'), [...here, 'parent_key'])
    return say`${key} of ${parentName(parent)}`
  })
  const start = say`One slice for each ${join(phrases, ', then of ')}`
  if (parents.length > 1) return start
  const target = sentAs(first)
  if (target === undefined) return start
  return say`${start}, sent as ${valueChip(target, [...at, 'parent_stream_configs', 0])}`
}

function parentName(parent: unknown): string {
  const name = textAt(parent, 'stream', 'name') ?? textAt(parent, 'stream', '$parameters', 'name')
  return name === undefined ? 'another stream' : titleOf(name)
}

function sentAs(parent: unknown): string | undefined {
  const option = valueAt(parent, 'request_option')
  const path = listAt(option, 'field_path').map(String).join('.')
  return scalarText(valueAt(option, 'field_name')) ?? (path || undefined)
}

function groupingSentence(router: unknown, at: ManifestPath): Sentence {
  const inner = routerSentence(valueAt(router, 'underlying_partition_router'), [
    ...at,
    'underlying_partition_router',
  ])
  const size = scalarText(valueAt(router, 'group_size'))
  return say`${inner}, ${size ?? chip(undefined, [...at, 'group_size'])} at a time`
}

function unionSentence(router: unknown, at: ManifestPath): Sentence {
  const key = 'partition_routers'
  const inner = asList(valueAt(router, key)).map((each, index) =>
    routerSentence(each, [...at, key, index]),
  )
  return inner.length === 0 ? say`${chip(undefined, at)}` : join(inner, ', and ')
}

/** What a stream that stands for many says: one stream for each item of a list. */
export function dynamicSentence(stream: unknown): Sentence {
  const resolver = valueAt(stream, 'components_resolver')
  const at = ['components_resolver'] as const
  const type = typeOf(resolver)
  if (type === 'HttpComponentsResolver') {
    const retriever = valueAt(resolver, 'retriever')
    const path = listAt(retriever, 'record_selector', 'extractor', 'field_path').map(String)
    const items = valueChip(`${path.join('.')}[]`, [...at, 'retriever', 'record_selector'])
    const request = requestPart(valueAt(retriever, 'requester'), [...at, 'retriever', 'requester'])
    return say`One stream for each item at ${items} of ${request}`
  }
  if (type === 'ConfigComponentsResolver') {
    const config = valueAt(resolver, 'stream_config')
    const pointer = listAt(Array.isArray(config) ? config[0] : config, 'configs_pointer')
    const names = pointer.map(String).join('.')
    return say`One stream for each item of ${{ kind: 'input', text: names, at }}`
  }
  if (type === 'ParametrizedComponentsResolver') {
    const list = listAt(resolver, 'stream_parameters', 'list_of_parameters_for_stream')
    return say`One stream for each of ${list.length} sets of parameters`
  }
  return customSentence(resolver, at) ?? say`One stream for each item of ${chip(undefined, at)}`
}
