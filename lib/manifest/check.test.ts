import { describe, expect, it } from 'vitest'
import { checkManifest } from './check'
import { ManifestDocument } from './manifest-document'

const good = `version: 6.60.0
type: DeclarativeSource
check: {type: CheckStream, stream_names: [orders]}
streams:
  - type: DeclarativeStream
    name: orders
    primary_key: id
    retriever:
      type: SimpleRetriever
      requester:
        type: HttpRequester
        url: https://api.example.com/orders
        authenticator: {type: BearerAuthenticator, api_token: "{{ config['key'] }}"}
      record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: [data]}}
      paginator:
        type: DefaultPaginator
        page_size_option: {type: RequestOption, inject_into: request_parameter, field_name: limit}
        page_token_option: {type: RequestOption, inject_into: request_parameter, field_name: page}
        pagination_strategy: {type: PageIncrement, page_size: 100}
    incremental_sync:
      type: DatetimeBasedCursor
      cursor_field: updated
      datetime_format: "%Y-%m-%d"
      start_datetime: "2024-01-01"
      step: P1D
      cursor_granularity: P1D
    schema_loader: {type: InlineSchemaLoader, schema: {type: object, properties: {}}}
spec:
  type: Spec
  connection_specification:
    type: object
    properties:
      key: {type: string}
`

const problemsOf = (text: string) =>
  checkManifest(new ManifestDocument(text).getSnapshot().manifest)

describe('checkManifest', () => {
  it('finds nothing in a sound manifest', () => {
    expect(problemsOf(good)).toEqual([])
  })

  it.each<{ from: string | RegExp; to: string; code: string; path: (string | number)[] }>([
    {
      from: 'type: PageIncrement',
      to: 'type: PageIncremnt',
      code: 'type_unknown',
      path: ['streams', 0, 'retriever', 'paginator', 'pagination_strategy', 'type'],
    },
    {
      from: 'page_size: 100',
      to: 'page_sise: 100',
      code: 'unknown_field',
      path: ['streams', 0, 'retriever', 'paginator', 'pagination_strategy', 'page_sise'],
    },
    {
      from: 'field_path: [data]',
      to: 'field_path: 5',
      code: 'field_invalid',
      path: ['streams', 0, 'retriever', 'record_selector', 'extractor', 'field_path'],
    },
    {
      from: '      cursor_field: updated\n',
      to: '',
      code: 'field_missing',
      path: ['streams', 0, 'incremental_sync'],
    },
    { from: '    primary_key: id\n', to: '', code: 'stream_without_key', path: ['streams', 0] },
    {
      from: /.*page_size_option.*\n/,
      to: '',
      code: 'page_size_not_sent',
      path: ['streams', 0, 'retriever', 'paginator'],
    },
    {
      from: /.*page_token_option.*\n/,
      to: '',
      code: 'page_token_not_sent',
      path: ['streams', 0, 'retriever', 'paginator'],
    },
    {
      from: '      cursor_granularity: P1D\n',
      to: '',
      code: 'step_without_granularity',
      path: ['streams', 0, 'incremental_sync', 'step'],
    },
    {
      from: '      step: P1D\n',
      to: '',
      code: 'granularity_without_step',
      path: ['streams', 0, 'incremental_sync', 'cursor_granularity'],
    },
    {
      from: "config['key'] }}",
      to: "config['kay'] }}",
      code: 'input_undeclared',
      path: ['streams', 0, 'retriever', 'requester', 'authenticator', 'api_token'],
    },
    {
      from: "{{ config['key'] }}",
      to: "{{ config['key' }}",
      code: 'template_syntax',
      path: ['streams', 0, 'retriever', 'requester', 'authenticator', 'api_token'],
    },
    {
      from: "{{ config['key'] }}",
      to: 'x',
      code: 'input_unused',
      path: ['spec', 'connection_specification', 'properties', 'key'],
    },
    {
      from: 'version:',
      to: 'definitions: {old: {a: 1}}\nversion:',
      code: 'definition_unused',
      path: ['definitions', 'old'],
    },
    {
      from: '{type: PageIncrement, page_size: 100}',
      to: "'#/definitions/no'",
      code: 'reference_missing',
      path: ['streams', 0, 'retriever', 'paginator', 'pagination_strategy'],
    },
    {
      from: 'version:',
      to: "definitions: {a: '#/definitions/b', b: '#/definitions/a'}\nversion:",
      code: 'reference_circular',
      path: ['definitions', 'a'],
    },
    {
      from: 'url: https://api.example.com/orders',
      to: 'url_base: https://api.example.com/',
      code: 'field_deprecated',
      path: ['streams', 0, 'retriever', 'requester', 'url_base'],
    },
    {
      from: '{type: PageIncrement, page_size: 100}',
      to: '{type: CustomPaginationStrategy, class_name: a.B}',
      code: 'custom_component',
      path: ['streams', 0, 'retriever', 'paginator', 'pagination_strategy'],
    },
    {
      from: 'spec:\n',
      to: '  - {type: DeclarativeStream, name: orders, primary_key: id, retriever: {type: SimpleRetriever, requester: {type: HttpRequester, url: x}, record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: []}}}}\nspec:\n',
      code: 'stream_name_taken',
      path: ['streams', 1, 'name'],
    },
  ])('reports $code at $path', ({ from, to, code, path }) => {
    const problems = problemsOf(good.replace(from, to))
    expect(problems.map((each) => each.code)).toContain(code)
    expect(problems.find((each) => each.code === code)).toMatchObject({ path })
  })

  it.each([
    { from: 'type: PageIncrement', to: 'type: PageIncremnt', code: 'type_unknown' },
    { from: 'page_size: 100', to: 'page_sise: 100', code: 'unknown_field' },
    { from: /.*page_size_option.*\n/, to: '', code: 'page_size_not_sent' },
    { from: '      step: P1D\n', to: '', code: 'granularity_without_step' },
    {
      from: '        url: https://api.example.com/orders',
      to: '        url_base: https://api.example.com/\n        path: /orders',
      code: 'field_deprecated',
    },
  ])('mends $code with its fix', ({ from, to, code }) => {
    const document = new ManifestDocument(good.replace(from, to))
    const problem = checkManifest(document.getSnapshot().manifest).find(
      (each) => each.code === code,
    )
    document.transact('Fix', (edits) => problem?.fix?.apply(edits))
    const left = checkManifest(document.getSnapshot().manifest)
    expect(left.filter((each) => each.code === code || each.severity === 'error')).toEqual([])
  })

  it('answers for texts that are no manifests', () => {
    expect(checkManifest(null)).toMatchObject([{ code: 'manifest_not_mapping' }])
    expect(problemsOf('a: 1').map(({ code }) => code)).toContain('field_missing')
  })
})
