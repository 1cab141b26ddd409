import type { CursorFact, StreamFacts, Variable } from '../importers/facts'
import type { AuthParts, Part } from './manifest-auth'
import { paginatorPart, requestOption } from './manifest-paging'
import { baseTemplate, configValue, literal, valueAt } from './templates'

/** Parts that a stream shares with others; each is a value or a reference. */
export interface SharedParts {
  readonly authenticator: (parts: Part) => Part
  readonly schema: (name: string) => Part
  readonly stream: (name: string) => Part
}

/** A stream of the manifest. */
export function streamPart(stream: StreamFacts, auth: AuthParts, shared: SharedParts): Part {
  const key = stream.key.confidence === 'unknown' ? [] : stream.key.value
  const routers = routerParts(stream, shared)
  const paginator = paginatorPart(stream.pagination.value, stream.pageSize.value)
  const cursor = usedCursor(stream)
  return {
    type: 'DeclarativeStream',
    name: stream.name,
    ...(key.length > 0 ? { primary_key: [...key] } : {}),
    retriever: {
      type: 'SimpleRetriever',
      requester: requesterPart(stream, auth, shared),
      record_selector: {
        type: 'RecordSelector',
        extractor: { type: 'DpathExtractor', field_path: [...stream.records.value] },
      },
      ...(paginator ? { paginator } : {}),
      ...(routers.length > 0
        ? { partition_router: routers.length === 1 ? routers[0] : routers }
        : {}),
    },
    ...liftedCursor(stream),
    ...(cursor ? { incremental_sync: incrementalPart(cursor) } : {}),
    schema_loader: {
      type: 'InlineSchemaLoader',
      schema: shared.schema(stream.name),
    },
  }
}

/** A cursor field has to stand at the top of a record: one that does not is copied there. */
function liftedCursor({ cursor: { value } }: StreamFacts): Part {
  if (!value?.path) return {}
  const copy = {
    type: 'AddedFieldDefinition',
    path: [value.field],
    value: `{{ ${valueAt('record', value.path)} }}`,
  }
  return { transformations: [{ type: 'AddFields', fields: [copy] }] }
}

/** The cursor, where the API can filter by it. Without a filter a run would only seem to be incremental. */
export function usedCursor({ cursor }: StreamFacts): (CursorFact & { start: object }) | undefined {
  const { value } = cursor
  return value?.start ? { ...value, start: value.start } : undefined
}

function requesterPart(stream: StreamFacts, auth: AuthParts, shared: SharedParts): Part {
  const headers = { ...auth.headers, ...valuesIn(stream, 'header') }
  const parameters = { ...auth.parameters, ...valuesIn(stream, 'query') }
  const body = valuesIn(stream, 'body')
  const isPost = stream.method === 'POST'
  return {
    type: 'HttpRequester',
    url_base: baseTemplate(stream.baseUrl.value.template),
    path: pathTemplate(stream),
    http_method: stream.method,
    ...(auth.authenticator ? { authenticator: shared.authenticator(auth.authenticator) } : {}),
    ...(Object.keys(headers).length > 0 ? { request_headers: headers } : {}),
    ...(Object.keys(parameters).length > 0 ? { request_parameters: parameters } : {}),
    ...(isPost && Object.keys(body).length > 0
      ? { request_body: { type: 'RequestBodyJsonObject', value: body } }
      : {}),
  }
}

function pathTemplate(stream: StreamFacts): string {
  const byName = new Map(
    stream.variables
      .filter(({ value }) => value.in === 'path')
      .map(({ value }) => [value.name, value]),
  )
  return stream.path.replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = byName.get(name)
    return variable ? valueTemplate(variable) : whole
  })
}

/** The template that gives a variable its value. */
function valueTemplate({ name, source }: Variable): string {
  switch (source.kind) {
    case 'fixed':
      return literal(String(source.value))
    case 'input':
      return configValue(source.input.name)
    case 'grandparent':
      return `{{ ${valueAt('stream_partition', [...Array.from({ length: source.depth }, () => 'parent_slice'), name])} }}`
    case 'parent':
    case 'list':
      return `{{ ${valueAt('stream_partition', [name])} }}`
  }
}

/** Parameters with values of their own; partitions of query parameters are injected by their router. */
function valuesIn(stream: StreamFacts, place: 'query' | 'body' | 'header'): Part {
  return Object.fromEntries(
    stream.variables
      .filter(
        ({ value }) =>
          value.in === place && (value.source.kind === 'input' || value.source.kind === 'fixed'),
      )
      .map(({ value }) => [value.name, valueTemplate(value)]),
  )
}

function routerParts(stream: StreamFacts, shared: SharedParts): Part[] {
  return stream.variables.flatMap(({ value }): Part[] => {
    if (value.source.kind === 'list') {
      return [
        { type: 'ListPartitionRouter', values: [...value.source.values], cursor_field: value.name },
      ]
    }
    if (value.source.kind !== 'parent') return []
    const config = {
      type: 'ParentStreamConfig',
      stream: shared.stream(value.source.stream),
      parent_key: value.source.key,
      partition_field: value.name,
      ...(value.in === 'query'
        ? { request_option: requestOption({ in: 'query', name: value.name }) }
        : {}),
    }
    return [{ type: 'SubstreamPartitionRouter', parent_stream_configs: [config] }]
  })
}

const formats = [
  '%Y-%m-%dT%H:%M:%SZ',
  '%Y-%m-%dT%H:%M:%S.%fZ',
  '%Y-%m-%dT%H:%M:%S%z',
  '%Y-%m-%dT%H:%M:%S.%f%z',
  '%Y-%m-%d %H:%M:%S',
  '%Y-%m-%d',
  '%s',
  '%ms',
]

function incrementalPart(cursor: CursorFact & { start: object }): Part {
  const { format } = cursor
  return {
    type: 'DatetimeBasedCursor',
    cursor_field: cursor.field,
    datetime_format: format,
    cursor_datetime_formats: [format, ...formats.filter((each) => each !== format)],
    start_datetime: {
      type: 'MinMaxDatetime',
      datetime: configValue('start_date'),
      datetime_format: '%Y-%m-%dT%H:%M:%SZ',
    },
    ...(cursor.start ? { start_time_option: requestOption(cursor.start) } : {}),
    ...(cursor.end
      ? {
          end_datetime: {
            type: 'MinMaxDatetime',
            datetime: "{{ now_utc().strftime('%Y-%m-%dT%H:%M:%SZ') }}",
            datetime_format: '%Y-%m-%dT%H:%M:%SZ',
          },
          end_time_option: requestOption(cursor.end),
        }
      : {}),
  }
}
