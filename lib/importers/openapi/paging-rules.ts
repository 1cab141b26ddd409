import type { Confidence, Evidence, Pagination } from '../facts'
import { evidenceOf, textAt } from './document'
import type { Operation, Parameter } from './operations'
import { firstPageOf, placeOf } from './page-size'
import type { PagingParameter, PagingRole } from './paging-parameters'
import type { PagingSignals, Signal } from './paging-signals'
import { propertiesOf } from './schema-view'
import { normal } from './words'

/** What the rules look at. */
export interface Clues {
  readonly operation: Operation
  /** Names of credentials: they turn no pages. */
  readonly secrets: ReadonlySet<string>
  readonly by: (role: PagingRole) => PagingParameter | undefined
  readonly signals: PagingSignals
  readonly hasLink: boolean
}

/** What a rule found. */
export type Found = { pagination: Pagination; confidence: Confidence; evidence: Evidence[] }

/** Ways of paging, the surest first. */
export const rules: readonly ((clues: Clues) => Found | undefined)[] = [
  pairedToken,
  echoedOffset,
  nextUrl,
  countingInsteadOfSwitch,
  cursorInBody,
  timeToken,
  cursorInHeader,
  lastRecord,
  cursorByLink,
  offset,
  page,
  cursorOfBareList,
  linkAlone,
]

/** A value of the frame that is called as the parameter is, with `next`: both were made for each other. */
function pairedToken(clues: Clues): Found | undefined {
  const { signals, operation } = clues
  if (needsSwitch(operation)) return undefined
  for (const parameter of operation.parameters) {
    const name = normal(parameter.name)
    if (parameter.in === 'path' || parameter.in === 'header' || name.length < 4) continue
    if (clues.secrets.has(parameter.name)) continue
    const token = signals.tokens.find(({ path }) => isNextOf(path, name))
    if (token && (!isOtherRole(clues, parameter.name) || isTextOffset(clues, parameter, token)))
      return cursorFound(parameter, token, signals, 'certain')
  }
  return undefined
}

/** An offset that is a text on both sides is a token, whatever it is called. */
function isTextOffset({ by }: Clues, parameter: Parameter, { view }: Signal): boolean {
  return (
    by('offset')?.parameter === parameter &&
    parameter.schema.type === 'string' &&
    view.type === 'string'
  )
}

/** An offset that comes back as it is sent, both a text: it is where the next page starts. */
function echoedOffset({ operation, by, signals }: Clues): Found | undefined {
  const own = by('offset')?.parameter
  if (own?.schema.type !== 'string' || operation.response?.type !== 'object') return undefined
  const [name, view] =
    [...propertiesOf(operation.response)].find(([each]) => normal(each) === normal(own.name)) ?? []
  if (name === undefined || view?.type !== 'string') return undefined
  return cursorFound(own, { path: [name], view, strength: 10 }, signals, 'likely')
}

/** `next_marker` or `next_page.offset`, for `marker` and `offset`. */
function isNextOf(path: readonly string[], name: string): boolean {
  const last = normal(path.at(-1) ?? '')
  const parent = normal(path.at(-2) ?? '')
  return last === `next${name}` || (last === name && /^next/.test(parent))
}

function isOtherRole({ by }: Clues, name: string): boolean {
  return [by('size'), by('page'), by('offset')].some((each) => each?.parameter.name === name)
}

/** Some APIs page by tokens only where a switch is set; counting works without it. */
function countingInsteadOfSwitch(clues: Clues): Found | undefined {
  return needsSwitch(clues.operation) ? (offset(clues) ?? page(clues)) : undefined
}

function needsSwitch(operation: Operation): boolean {
  return operation.parameters.some(
    ({ name, schema }) =>
      schema.type === 'boolean' &&
      /^use_?(marker|cursor|token|continuation|page_?token)/i.test(name),
  )
}

function cursorFound(
  parameter: Parameter,
  token: Signal,
  signals: PagingSignals,
  confidence: Confidence,
): Found {
  return {
    pagination: {
      kind: 'cursor',
      token: placeOf(parameter),
      from: { in: 'body', path: token.path },
      more: signals.more[0]?.path,
    },
    confidence,
    evidence: [evidenceOf(parameter.located), signalEvidence(token)],
  }
}

/** A next value that is a time asks for what is older: `until`. */
function timeToken({ signals, operation, by }: Clues): Found | undefined {
  const token = signals.tokens.find(
    ({ view }) =>
      view.type === 'number' ||
      view.type === 'integer' ||
      /\btime(stamp)?\b/i.test(describeView(view)),
  )
  if (!token || by('page') || by('offset') || by('cursor')) return undefined
  const older = operation.parameters.find(({ name }) => /^(until|before|max_?time)$/i.test(name))
  return older && cursorFound(older, token, signals, 'likely')
}

/** A bare list has no room for a token: it has to come in a header. */
function cursorOfBareList({ by, operation }: Clues): Found | undefined {
  const cursor = by('cursor')
  if (!cursor || cursor.rank > 1 || operation.response?.type !== 'array') return undefined
  return {
    pagination: { kind: 'next-url', from: { in: 'link' } },
    confidence: 'guess',
    evidence: [
      evidenceOf(cursor.parameter.located),
      evidenceOf(operation.response.located, 'a bare list'),
    ],
  }
}

/** A response value that is a URL beats every parameter: it holds them all. */
function nextUrl({ signals, by, operation }: Clues): Found | undefined {
  const [best] = signals.urls
  if (!best || (best.strength < 20 && (by('page') || by('offset')))) return undefined
  if (operation.method !== 'GET') return undefined
  return {
    pagination: {
      kind: 'next-url',
      from: { in: 'body', path: best.path },
      more: signals.more[0]?.path,
    },
    confidence: 'certain',
    evidence: [signalEvidence(best)],
  }
}

function cursorInBody({ signals, by }: Clues): Found | undefined {
  const cursor = by('cursor')
  if (!cursor) return undefined
  const token = bestToken(signals, cursor)
  if (!token) return undefined
  const isClear = token.strength >= 15 && cursor.rank <= 3
  return cursorFound(cursor.parameter, token, signals, isClear ? 'certain' : 'likely')
}

/** Of several tokens the one that is called like the parameter. */
function bestToken(signals: PagingSignals, cursor: PagingParameter): Signal | undefined {
  const name = cursor.parameter.name.toLowerCase().replaceAll(/[^a-z]/g, '')
  const own = signals.tokens.find(({ path }) => {
    const words = path
      .join('')
      .toLowerCase()
      .replaceAll(/[^a-z]/g, '')
    return words.endsWith(`next${name}`) || words.endsWith(name)
  })
  return own ?? signals.tokens[0]
}

/** A declared header that holds the token of the next page. */
function cursorInHeader({ by, operation, signals }: Clues): Found | undefined {
  const cursor = by('cursor')
  const header = operation.responseHeaders.find((each) =>
    /(^|[-_])next[-_]?(cursor|token|page[-_]?token|marker)$/i.test(each),
  )
  if (!cursor || header === undefined || signals.tokens.length > 0) return undefined
  return {
    pagination: {
      kind: 'cursor',
      token: placeOf(cursor.parameter),
      from: { in: 'header', name: header },
    },
    confidence: 'certain',
    evidence: [
      evidenceOf(operation.located, `${header} header`),
      evidenceOf(cursor.parameter.located),
    ],
  }
}

/** The identifier of the last record asks for what comes after it. */
function lastRecord({ signals, by, operation }: Clues): Found | undefined {
  const cursor = by('cursor')
  if (!cursor || operation.method !== 'GET') return undefined
  const { name, description } = cursor.parameter
  const isNamed =
    /^(starting_?after|after_?id|last_?id|start_?after(_?id)?|since_?id|last_?record_?id|from_?id)$/i.test(
      name,
    )
  const isSaid =
    /\b(last|final)\b.{0,40}\b(object|item|record|element|entry|id|resource|row|result)\b|object id that defines your place|\b(follow|after)\b.{0,30}\bwith (this|the given) id\b/i.test(
      description,
    )
  const isOther = /\bcursor returned|token returned|pointer\b/i.test(description)
  if (!isNamed && (!isSaid || isOther)) return undefined
  const [more] = signals.more
  return {
    pagination: {
      kind: 'cursor',
      token: placeOf(cursor.parameter),
      from: { in: 'last-record', path: ['id'] },
      more: more?.path,
    },
    confidence: more && isNamed ? 'certain' : 'likely',
    evidence: [evidenceOf(cursor.parameter.located), ...(more ? [signalEvidence(more)] : [])],
  }
}

function cursorByLink({ by, hasLink, operation }: Clues): Found | undefined {
  const cursor = by('cursor')
  if (!cursor || !hasLink) return undefined
  return {
    pagination: { kind: 'next-url', from: { in: 'link' } },
    confidence: 'likely',
    evidence: [evidenceOf(operation.located, 'Link header'), evidenceOf(cursor.parameter.located)],
  }
}

function offset({ by }: Clues): Found | undefined {
  const found = by('offset')
  const other = by('page')
  if (!found || (other && other.rank < found.rank)) return undefined
  return {
    pagination: { kind: 'offset', token: placeOf(found.parameter) },
    confidence: by('size') && found.rank === 0 ? 'certain' : 'likely',
    evidence: [evidenceOf(found.parameter.located)],
  }
}

function page({ by, operation }: Clues): Found | undefined {
  const found = by('page')
  if (!found) return undefined
  return {
    pagination: {
      kind: 'page',
      token: placeOf(found.parameter),
      firstPage: firstPageOf(found.parameter, operation.response),
    },
    confidence: by('size') ? 'certain' : 'likely',
    evidence: [evidenceOf(found.parameter.located)],
  }
}

function linkAlone({ hasLink, by, operation }: Clues): Found | undefined {
  const isDeclared = operation.responseHeaders.some((each) => /^link$/i.test(each))
  if (!hasLink || (!isDeclared && !by('size'))) return undefined
  return {
    pagination: { kind: 'next-url', from: { in: 'link' } },
    confidence: isDeclared ? 'certain' : 'likely',
    evidence: [evidenceOf(operation.located, 'Link header')],
  }
}

function signalEvidence({ view, path }: Signal): Evidence {
  return evidenceOf(view.located, `${path.join('.')} ${describeView(view)}`)
}

function describeView(view: Signal['view']): string {
  return textAt(view.located, 'description') || view.type
}
