import type { ManifestPath } from '@/lib/engine/path'
import { asObject, scalarText, textAt, typeOf, valueAt } from '../manifest-values'
import {
  chip,
  customSentence,
  cut,
  join,
  type Part,
  type Sentence,
  say,
  valueChip,
} from './sentence'
import { readTemplate } from './template-words'

const shownParams = 2

/** What is asked of the API for one page. */
export function requestSentence(stream: unknown): Sentence {
  const retriever = valueAt(stream, 'retriever')
  if (typeOf(retriever) === 'AsyncRetriever') return asyncSentence(retriever)
  const custom = customSentence(retriever, ['retriever'])
  if (custom !== undefined) return custom
  const at = ['retriever', 'requester'] as const
  const requester = valueAt(retriever, 'requester')
  const notOurs = customSentence(requester, at)
  if (notOurs !== undefined) return notOurs
  const parts = [
    say`${requestPart(requester, at)}`,
    withParams(requester, at),
    withBody(requester, at),
    valueAt(requester, 'use_cache') === true ? say`, kept for its children` : undefined,
  ]
  return join(parts, '')
}

/** `GET /v1/orders` as one chip; an input or a template in the path shows as it is. */
export function requestPart(requester: unknown, at: ManifestPath): Part {
  const method = textAt(requester, 'http_method') ?? 'GET'
  const [key, path] = pathOf(requester)
  if (path === undefined) return { kind: 'missing', text: 'Not set', at: [...at, key] }
  const isTemplate = readTemplate(path) !== undefined
  return {
    kind: isTemplate ? 'template' : 'value',
    text: `${method} ${cut(path, isTemplate ? 32 : 60)}`,
    at: [...at, key],
  }
}

function pathOf(requester: unknown): readonly [string, string | undefined] {
  const path = textAt(requester, 'path')
  if (path !== undefined && path !== '') {
    const isWhole = /^(https?:)?\/\//.test(path) || path.startsWith('{{') || path.startsWith('/')
    return ['path', isWhole ? path : `/${path}`]
  }
  const key = textAt(requester, 'url') === undefined ? 'url_base' : 'url'
  const base = textAt(requester, key)
  if (base === undefined || base === '') return [key, undefined]
  return [key, base.includes('{{') ? base : pathnameOf(base)]
}

function pathnameOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url
}

function withParams(requester: unknown, at: ManifestPath): Sentence | undefined {
  const here = [...at, 'request_parameters']
  const params = Object.entries(asObject(valueAt(requester, 'request_parameters')) ?? {})
  if (params.length === 0) return undefined
  const chips = params.slice(0, shownParams).map(([name, value]) => [paramChip(name, value, here)])
  const left = params.length - shownParams
  const start = say` with ${join(chips, ', ')}`
  return left > 0 ? say`${start} and ${left} more` : start
}

function paramChip(name: string, value: unknown, at: ManifestPath): Part {
  const shown = chip(value, [...at, name])
  if (shown.kind === 'missing') return valueChip(`${name}=`, [...at, name])
  return { ...shown, text: `${name}=${cut(shown.text, 32)}` }
}

function withBody(requester: unknown, at: ManifestPath): Sentence | undefined {
  const [kind, body, key] = bodyOf(requester)
  if (body === undefined) return undefined
  const count = typeof body === 'string' ? undefined : Object.keys(asObject(body) ?? {}).length
  const size = count === undefined ? '' : ` of ${count} ${count === 1 ? 'field' : 'fields'}`
  if (kind === 'form') return say` with ${valueChip('a form', [...at, key])}`
  if (kind === 'graphql') {
    const fields = graphqlFields(textAt(body, 'query') ?? '')
    return say` with a GraphQL query of ${fields} ${fields === 1 ? 'field' : 'fields'}`
  }
  if (kind === 'text') return say` with a text body`
  return say` with a JSON body${size}`
}

type Body = readonly ['json' | 'form' | 'graphql' | 'text' | 'none', unknown, string]

function bodyOf(requester: unknown): Body {
  const body = valueAt(requester, 'request_body')
  const value = valueAt(body, 'value')
  switch (typeOf(body)) {
    case 'RequestBodyJsonObject':
      return ['json', value, 'request_body']
    case 'RequestBodyUrlEncodedForm':
      return ['form', value, 'request_body']
    case 'RequestBodyGraphQL':
      return ['graphql', value, 'request_body']
    case 'RequestBodyPlainText':
      return ['text', value, 'request_body']
    default:
      return oldBodyOf(requester)
  }
}

function oldBodyOf(requester: unknown): Body {
  const json = valueAt(requester, 'request_body_json')
  if (isFilled(json)) return ['json', json, 'request_body_json']
  const form = valueAt(requester, 'request_body_data')
  if (isFilled(form)) return [typeof form === 'string' ? 'text' : 'form', form, 'request_body_data']
  return ['none', undefined, '']
}

function isFilled(body: unknown): boolean {
  return typeof body === 'object'
    ? Object.keys(body ?? {}).length > 0
    : scalarText(body) !== undefined
}

/** Names in the innermost selections: what the query asks for. */
function graphqlFields(query: string): number {
  const withoutArguments = query.replace(/\([^)]*\)/g, ' ').replace(/#.*$/gm, ' ')
  const body = withoutArguments.slice(withoutArguments.indexOf('{') + 1)
  return [...body.matchAll(/\b[A-Za-z_]\w*\b(?=\s*(?:[A-Za-z_}]|$))/g)].length
}

function asyncSentence(retriever: unknown): Sentence {
  const at = ['retriever'] as const
  const create = requestPart(valueAt(retriever, 'creation_requester'), [
    ...at,
    'creation_requester',
  ])
  const poll = requestPart(valueAt(retriever, 'polling_requester'), [...at, 'polling_requester'])
  const done = valueAt(retriever, 'status_mapping', 'completed')
  const status = chip(Array.isArray(done) ? done[0] : done, [...at, 'status_mapping', 'completed'])
  return say`Start a job at ${create}, ask ${poll} until ${status}, then download`
}
