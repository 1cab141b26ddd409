import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OwnScore } from './score-own.ts'

/** What the field score of the public set writes. */
export interface FieldScore {
  readonly metrics: Readonly<
    Record<string, { right: number; of: number; micro: number; macro: number }>
  >
  readonly confidence: Readonly<Record<string, { accuracy: number; coverage: number }>>
  readonly invented: { readonly streams: number; readonly parameters: number }
  readonly evidence: { readonly total: number; readonly resolved: number }
}

/** What the behaviour score of the public set writes. */
export interface Behaviour {
  readonly summary: Readonly<Record<string, unknown>>
  readonly rows: readonly {
    readonly connector: string
    readonly stream: string
    readonly kind: string
    readonly pass: boolean
    readonly why?: string | null
  }[]
}

export interface Miss {
  readonly connector: string
  readonly stream: string
  readonly field: string
}

export interface Numbers {
  /** Where the contracts are, and where the connectors were written. */
  readonly folder: string
  readonly out: string
  readonly own: OwnScore
  readonly fields: FieldScore
  readonly misses: readonly Miss[]
  readonly behaviour: Behaviour | undefined
}

/** The page with the numbers of one scored run and every miss with its reason. */
export function numbersPage(numbers: Numbers): string {
  const { own, fields, behaviour } = numbers
  return `${[
    '# The assistant in numbers',
    'Written by `node bench/assist/run.ts --behaviour --write`; change nothing here by hand. What is measured, and how, is in [assistant.md](assistant.md).',
    '## Invented APIs',
    `${own.complete} of ${own.lists} lists are read completely, with 0 records, one, one page and one less, two pages, three and a half.`,
    `${own.rules.length} descriptions, each for one rule: ${own.rules.join('; ')}.`,
    `${own.pages.length} pages of documentation without a description: ${own.pages.join('; ')}.`,
    '## Public APIs: complete reads',
    behaviour ? behaviourTable(behaviour) : 'Not run.',
    '## Public APIs: fields',
    fieldTable(fields),
    '## Every stream that is not read completely',
    behaviour ? behaviourMisses(behaviour) : 'Not run.',
    '## Every field that differs from the human connector',
    'A difference is no mistake by itself: the reads above are what counts. Streams of one API and one reason stand together.',
    fieldMisses(numbers),
  ].join('\n\n')}\n`
}

function behaviourTable({ summary }: Behaviour): string {
  const rows = Object.entries(summary).flatMap(([name, value]) =>
    typeof value === 'string' ? [`| ${name.trim()} | ${value} |`] : [],
  )
  return ['| | result |', '|---|---|', ...rows].join('\n')
}

function fieldTable({ metrics, confidence, invented, evidence }: FieldScore): string {
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`
  const rows = Object.entries(metrics).map(
    ([name, { right, of, micro, macro }]) =>
      `| ${name} | ${percent(micro)} (${right} of ${of}) | ${percent(macro)} |`,
  )
  const sure = Object.entries(confidence)
    .filter(([name]) => name !== 'unstated')
    .map(
      ([name, { accuracy, coverage }]) =>
        `| called ${name} | ${percent(accuracy)} right | ${percent(coverage)} of all |`,
    )
  return [
    '| field | of all streams | mean of the APIs |',
    '|---|---|---|',
    ...rows,
    ...sure,
    `| invented streams, parameters | ${invented.streams}, ${invented.parameters} | |`,
    `| evidence that resolves | ${evidence.resolved} of ${evidence.total} | |`,
  ].join('\n')
}

function behaviourMisses({ rows }: Behaviour): string {
  const missed = rows.filter(({ pass }) => !pass)
  const lines = missed.map(
    ({ connector, stream, kind, why }) => `| ${connector} | ${stream} | ${kind} | ${why ?? ''} |`,
  )
  return ['| API | stream | pages | reason |', '|---|---|---|---|', ...lines].join('\n')
}

function fieldMisses(numbers: Numbers): string {
  const groups = new Map<string, string[]>()
  for (const miss of numbers.misses) {
    // Counted a second time under these names.
    if (miss.field === 'pagination kind + token' || miss.field === 'whole paginated stream')
      continue
    const key = `| ${miss.connector} | ${miss.field} | ${reasonOf(miss, numbers)} |`
    groups.set(key, [...(groups.get(key) ?? []), miss.stream])
  }
  const lines = [...groups].map(([key, streams]) => `${key} ${streams.join(', ')} |`)
  return ['| API | field | reason | streams |', '|---|---|---|---|', ...lines].join('\n')
}

interface ContractStream {
  readonly name: string
  readonly operation: { readonly method: string; readonly path: string }
  readonly kind: string
  readonly cursorField?: string | null
  readonly primaryKey: readonly string[]
}

interface OwnStream {
  readonly name: string
  readonly schema_loader?: {
    readonly schema?: { readonly properties?: Readonly<Record<string, unknown>> }
  }
  readonly retriever: {
    readonly paginator?: { readonly pagination_strategy?: { readonly type?: string } }
  }
}

interface OwnManifest {
  readonly streams: readonly OwnStream[]
  readonly metadata: {
    readonly operations: Readonly<Record<string, { method: string; path: string }>>
  }
}

/** Why a field differs, as far as contract and manifest tell. */
function reasonOf({ connector, stream, field }: Miss, { folder, out }: Numbers): string {
  const contract = readJson<{ streams: readonly ContractStream[] }>(
    join(folder, connector, 'contract.json'),
  )
  const { streams, metadata } = readJson<OwnManifest>(join(out, connector, 'manifest.json'))
  const theirs = contract.streams.find(({ name }) => name === stream)
  const ours = streams.find(({ name }) => {
    const operation = metadata.operations[name]
    return (
      operation?.path === theirs?.operation.path && operation?.method === theirs?.operation.method
    )
  })
  const declared = new Set(Object.keys(ours?.schema_loader?.schema?.properties ?? {}))
  const isDeclared = (names: readonly string[]) => names.every((name) => declared.has(name))
  const undeclared = 'the document declares no such property of a record'
  switch (field) {
    case 'pagination kind':
      return `the person uses ${theirs?.kind}, the document gives ${kindOf(ours)}`
    case 'cursor field':
      return isDeclared([theirs?.cursorField ?? ''])
        ? 'another date is filtered by, or is named before it'
        : undeclared
    case 'primary key':
      return isDeclared(theirs?.primaryKey ?? [])
        ? 'other properties look like the key'
        : undeclared
    case 'base URL host':
      return 'the person asks for the host, or names another one than the document'
    case 'record path':
      return 'the person takes a list inside a record, or a part of it'
    case 'page-size name':
      return 'the person sends another parameter than the document names first'
    default:
      return 'differs'
  }
}

function kindOf(stream: OwnStream | undefined): string {
  const type = stream?.retriever.paginator?.pagination_strategy?.type
  return (
    { PageIncrement: 'page', OffsetIncrement: 'offset', CursorPagination: 'a token or URL' }[
      type ?? ''
    ] ?? 'one page'
  )
}

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T
}
