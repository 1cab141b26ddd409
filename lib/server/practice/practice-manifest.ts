import { type PracticeStream, practiceStreams } from '../../practice-api/catalog'
import { AppError } from '../errors'

/**
 * The manifest of a connector for streams of the practice API, written as a person would: every
 * input is declared, and parents come along with their children. A bare one has requests, records
 * and keys only: sign-in, pages and increments are left to whoever builds it.
 *
 * @throws AppError `not_found` for a stream that the practice API does not have
 */
export function practiceManifest(
  names: readonly string[],
  baseUrl: string,
  { isBare = false }: { readonly isBare?: boolean | undefined } = {},
): string {
  const streams = withParents(names).map((stream) => (isBare ? bare(stream) : stream))
  const inputs = new Set(streams.flatMap((stream) => inputsOf(stream)))
  const title = streams.map((stream) => stream.title).join(', ')
  return [
    'version: 7.39.1',
    'type: DeclarativeSource',
    '',
    'metadata:',
    `  title: ${JSON.stringify(`Practice API: ${title}`)}`,
    '',
    'check:',
    '  type: CheckStream',
    `  stream_names: [${streams[0]?.name ?? ''}]`,
    '',
    'definitions:',
    ...streams.flatMap((stream) => indent(streamLines(stream), 2)),
    '',
    'streams:',
    ...streams.map(({ name }) => `  - $ref: "#/definitions/${name}"`),
    '',
    ...specLines([...inputs], baseUrl),
    '',
  ].join('\n')
}

function bare(stream: PracticeStream): PracticeStream {
  const paging = { ...stream.paging, kind: 'none' } as const
  return { ...stream, signIn: 'none', paging, window: undefined }
}

/** Parents stand before their children, and only once. */
function withParents(names: readonly string[]): PracticeStream[] {
  const found = new Map<string, PracticeStream>()
  const add = (name: string) => {
    if (found.has(name)) return
    const stream = practiceStreams.find((each) => each.name === name)
    if (!stream) throw new AppError('not_found', `The practice API has no stream ${name}`)
    if (stream.parent) add(stream.parent.stream)
    found.set(name, stream)
  }
  for (const name of names) add(name)
  return [...found.values()]
}

type Lines = readonly string[]

function streamLines(stream: PracticeStream): Lines {
  return [
    `${stream.name}:`,
    '  type: DeclarativeStream',
    `  name: ${stream.name}`,
    `  primary_key: ${stream.primaryKey}`,
    '  retriever:',
    '    type: SimpleRetriever',
    '    requester:',
    '      type: HttpRequester',
    `      url_base: "{{ config['base_url'] }}"`,
    `      path: ${pathOf(stream)}`,
    '      http_method: GET',
    ...indent(authenticatorLines(stream), 6),
    ...indent(decoderLines(stream), 4),
    '    record_selector:',
    '      type: RecordSelector',
    '      extractor:',
    '        type: DpathExtractor',
    `        field_path: [${extractedPath(stream).join(', ')}]`,
    ...indent(paginatorLines(stream), 4),
    ...indent(partitionLines(stream), 4),
    ...indent(cursorLines(stream), 2),
    '  schema_loader:',
    '    type: InlineSchemaLoader',
    '    schema:',
    '      type: object',
    '      additionalProperties: true',
    '      properties: {}',
  ]
}

function pathOf({ path, parent }: PracticeStream): string {
  if (!parent) return path
  const value = `{{ stream_partition.${parent.parameter} }}`
  return JSON.stringify(path.replace(`{${parent.parameter}}`, value))
}

const authenticators: Readonly<Record<PracticeStream['signIn'], Lines>> = {
  none: [],
  bearer: ['type: BearerAuthenticator', `api_token: "{{ config['token'] }}"`],
  'api-key-header': apiKey('header', 'X-API-Key'),
  'api-key-query': apiKey('request_parameter', 'api_key'),
  basic: [
    'type: BasicHttpAuthenticator',
    `username: "{{ config['username'] }}"`,
    `password: "{{ config['password'] }}"`,
  ],
  oauth: [
    'type: OAuthAuthenticator',
    `token_refresh_endpoint: "{{ config['base_url'] }}/oauth/token"`,
    'grant_type: client_credentials',
    `client_id: "{{ config['client_id'] }}"`,
    `client_secret: "{{ config['client_secret'] }}"`,
  ],
}

function apiKey(place: string, name: string): Lines {
  return [
    'type: ApiKeyAuthenticator',
    `api_token: "{{ config['api_key'] }}"`,
    'inject_into:',
    '  type: RequestOption',
    `  inject_into: ${place}`,
    `  field_name: ${name}`,
  ]
}

function authenticatorLines({ signIn }: PracticeStream): Lines {
  const lines = authenticators[signIn]
  return lines.length === 0 ? [] : ['authenticator:', ...indent(lines, 2)]
}

const decoders: Readonly<Record<PracticeStream['format'], string | undefined>> = {
  json: undefined,
  jsonl: 'JsonlDecoder',
  csv: 'CsvDecoder',
  xml: 'XmlDecoder',
}

function decoderLines({ format }: PracticeStream): Lines {
  const type = decoders[format]
  return type === undefined ? [] : ['decoder:', `  type: ${type}`]
}

/** In XML the list stands inside elements that the catalogue's JSON view does not have. */
function extractedPath({ format, recordsPath }: PracticeStream): Lines {
  return format === 'xml' ? ['list', 'record'] : recordsPath
}

function paginatorLines({ paging }: PracticeStream): Lines {
  if (paging.kind === 'none') return []
  const { sizeParameter, tokenParameter } = paging
  return [
    'paginator:',
    '  type: DefaultPaginator',
    ...(sizeParameter ? optionLines('page_size_option', sizeParameter) : []),
    ...(tokenParameter
      ? optionLines('page_token_option', tokenParameter)
      : ['  page_token_option:', '    type: RequestPath']),
    '  pagination_strategy:',
    ...indent(strategyLines(paging), 4),
  ]
}

function optionLines(name: string, parameter: string): Lines {
  return [
    `  ${name}:`,
    '    type: RequestOption',
    '    inject_into: request_parameter',
    `    field_name: ${parameter}`,
  ]
}

function strategyLines({ kind, pageSize, next }: PracticeStream['paging']): Lines {
  const size = `page_size: ${pageSize}`
  if (kind === 'page-number' || kind === 'total' || kind === 'ignores-page') {
    return ['type: PageIncrement', size, 'start_from_page: 1']
  }
  if (kind === 'offset') return ['type: OffsetIncrement', size]
  return ['type: CursorPagination', size, ...cursorValueLines(kind, next)]
}

function cursorValueLines(
  kind: PracticeStream['paging']['kind'],
  next: PracticeStream['paging']['next'],
): Lines {
  if (kind === 'last-id') {
    return [
      `cursor_value: "{{ last_record['id'] }}"`,
      `stop_condition: "{{ not response['has_more'] }}"`,
    ]
  }
  const value =
    kind === 'link-header'
      ? `headers['link']['next']['url']`
      : next?.in === 'header'
        ? `headers['${next.name}']`
        : `response${(next?.path ?? []).map((key) => `['${key}']`).join('')}`
  const condition = kind === 'link-header' ? `'next' not in headers['link']` : `not ${value}`
  return [`cursor_value: "{{ ${value} }}"`, `stop_condition: "{{ ${condition} }}"`]
}

function partitionLines({ parent }: PracticeStream): Lines {
  if (!parent) return []
  return [
    'partition_router:',
    '  type: SubstreamPartitionRouter',
    '  parent_stream_configs:',
    '    - type: ParentStreamConfig',
    '      stream:',
    `        $ref: "#/definitions/${parent.stream}"`,
    `      parent_key: ${parent.key}`,
    `      partition_field: ${parent.parameter}`,
  ]
}

function cursorLines({ window, cursorField }: PracticeStream): Lines {
  if (!window || !cursorField) return []
  return [
    'incremental_sync:',
    '  type: DatetimeBasedCursor',
    `  cursor_field: ${cursorField}`,
    '  datetime_format: "%Y-%m-%dT%H:%M:%SZ"',
    `  start_datetime: "{{ config['start_date'] }}"`,
    ...optionLines('start_time_option', window.since),
  ]
}

interface Input {
  readonly title: string
  readonly isSecret?: boolean
}

const inputs: Readonly<Record<string, Input>> = {
  token: { title: 'Token', isSecret: true },
  api_key: { title: 'API key', isSecret: true },
  username: { title: 'User name' },
  password: { title: 'Password', isSecret: true },
  client_id: { title: 'Client id' },
  client_secret: { title: 'Client secret', isSecret: true },
  start_date: { title: 'Start' },
}

const inputsOfSignIn: Readonly<Record<PracticeStream['signIn'], Lines>> = {
  none: [],
  bearer: ['token'],
  'api-key-header': ['api_key'],
  'api-key-query': ['api_key'],
  basic: ['username', 'password'],
  oauth: ['client_id', 'client_secret'],
}

function inputsOf(stream: PracticeStream): Lines {
  const isIncremental = stream.window !== undefined && stream.cursorField !== undefined
  return [...inputsOfSignIn[stream.signIn], ...(isIncremental ? ['start_date'] : [])]
}

function specLines(names: Lines, baseUrl: string): Lines {
  return [
    'spec:',
    '  type: Spec',
    '  connection_specification:',
    '    type: object',
    `    required: [${['base_url', ...names].join(', ')}]`,
    '    properties:',
    '      base_url:',
    '        type: string',
    '        title: Address',
    `        default: ${baseUrl}`,
    '        order: 0',
    ...names.flatMap((name, index) => [
      `      ${name}:`,
      '        type: string',
      `        title: ${inputs[name]?.title ?? name}`,
      ...(name === 'start_date' ? ['        format: date-time'] : []),
      ...(inputs[name]?.isSecret ? ['        airbyte_secret: true'] : []),
      `        order: ${index + 1}`,
    ]),
  ]
}

function indent(lines: Lines, spaces: number): Lines {
  return lines.map((line) => (line === '' ? line : ' '.repeat(spaces) + line))
}
