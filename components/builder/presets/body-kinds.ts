import { objectAt, scalarText, textAt, typeOf, valueAt } from '../manifest-values'

/** The ways to send a body. */
export const bodyKinds = [
  { value: 'none', label: 'None' },
  { value: 'json', label: 'JSON' },
  { value: 'form', label: 'Form' },
  { value: 'graphql', label: 'GraphQL' },
  { value: 'text', label: 'Text' },
] as const

export type BodyKind = (typeof bodyKinds)[number]['value']

const types: Readonly<Record<string, BodyKind>> = {
  RequestBodyJsonObject: 'json',
  RequestBodyUrlEncodedForm: 'form',
  RequestBodyGraphQL: 'graphql',
  RequestBodyPlainText: 'text',
}

/** How a requester sends its body, by the new keys or the old ones. */
export function bodyKindOf(requester: unknown): BodyKind {
  const type = typeOf(valueAt(requester, 'request_body'))
  if (Object.hasOwn(types, type)) return types[type] ?? 'none'
  if (isFilled(valueAt(requester, 'request_body_json'))) return 'json'
  const data = valueAt(requester, 'request_body_data')
  if (!isFilled(data)) return 'none'
  return typeof data === 'string' ? 'text' : 'form'
}

function isFilled(value: unknown): boolean {
  return objectAt(value) !== undefined || scalarText(value) !== undefined
}

/** The changes that make a requester send its body in another way. Fields are kept between JSON and form. */
export function bodyEdits(kind: BodyKind, requester: unknown): [string, unknown][] {
  return [
    ['request_body_json', undefined],
    ['request_body_data', undefined],
    ['request_body', bodyOf(kind, requester)],
  ]
}

function bodyOf(kind: BodyKind, requester: unknown): unknown {
  const before =
    valueAt(requester, 'request_body', 'value') ??
    valueAt(requester, 'request_body_json') ??
    valueAt(requester, 'request_body_data')
  const fields = objectAt(before) ?? {}
  const text = scalarText(before)
  switch (kind) {
    case 'none':
      return undefined
    case 'json':
      return { type: 'RequestBodyJsonObject', value: withoutQuery(fields) }
    case 'form':
      return { type: 'RequestBodyUrlEncodedForm', value: withoutQuery(fields) }
    case 'text':
      return { type: 'RequestBodyPlainText', value: text ?? '' }
    case 'graphql':
      return {
        type: 'RequestBodyGraphQL',
        value: { query: textAt(fields, 'query') ?? 'query {\n  items {\n    id\n  }\n}\n' },
      }
  }
}

function withoutQuery(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== 'query'))
}
