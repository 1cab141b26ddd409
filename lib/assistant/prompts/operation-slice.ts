import type { StreamFacts } from '../../importers/facts'
import { at, rawAt, textAt } from '../../importers/openapi/document'
import type { Operation, Parameter } from '../../importers/openapi/operations'
import { itemView, propertiesOf, type SchemaView } from '../../importers/openapi/schema-view'
import type { ClaimKind } from '../claims'

/** An excerpt about one stream, with what did not fit. */
export interface Slice {
  readonly text: string
  readonly leftOut: readonly string[]
}

export const depthMax = 4

/** Lines of an answer's schema; wide records repeat themselves. */
const responseLinesMax = 160
const descriptionCharactersMax = 300
const proseCharactersMax = 4_000

/**
 * An operation as a model sees it: what it is, all of its parameters, its answer down to a depth. Every
 * line begins with the pointer of what it tells. Parameters are never left out.
 */
export function operationSlice(
  stream: StreamFacts,
  operation: Operation,
  asked: readonly ClaimKind[],
  depth = depthMax,
): Slice {
  const lines = responseLines(operation.response, depth)
  const cut = lines.slice(0, responseLinesMax)
  const prose = textAt(operation.located, 'description')
  const leftOut = [
    ...(depth < depthMax ? [`${stream.name}: its answer below depth ${depth}`] : []),
    ...(cut.length < lines.length
      ? [`${stream.name}: ${lines.length - cut.length} fields of its answer`]
      : []),
    ...(prose.length > proseCharactersMax ? [`${stream.name}: the end of its description`] : []),
  ]
  const text = [
    streamHead(stream, asked),
    `[${operation.located.pointer}/summary] ${oneLine(textAt(operation.located, 'summary'), 300)}`,
    ...(prose === ''
      ? []
      : [`[${operation.located.pointer}/description] ${oneLine(prose, proseCharactersMax)}`]),
    'Parameters:',
    ...operation.parameters.map(parameterLine),
    ...(cut.length > 0 ? ['Answer:', ...cut] : ['The document declares no answer.']),
    ...headerLines(operation),
  ].join('\n')
  return { text, leftOut }
}

/** The line that names a stream and what is asked about it. */
export function streamHead(
  { name, method, path }: StreamFacts,
  asked: readonly ClaimKind[],
): string {
  return `Stream "${name}": ${method} ${path} (asked: ${asked.join(', ')})`
}

function parameterLine({ name, in: place, located, schema, description, isRequired }: Parameter) {
  const words = [
    `${place} ${name}`,
    schema.type,
    ...['format', 'default', 'minimum', 'maximum', 'enum'].flatMap((key) => {
      const value = rawAt(schema.located, key)
      return value === undefined ? [] : [`${key} ${oneLine(JSON.stringify(value), 100)}`]
    }),
    ...(isRequired ? ['required'] : []),
  ]
  return `[${located.pointer}] ${words.join(', ')}: ${oneLine(description, descriptionCharactersMax)}`
}

function headerLines({ located, responseHeaders }: Operation): string[] {
  if (responseHeaders.length === 0) return []
  return [`Headers of the answer [${located.pointer}/responses]: ${responseHeaders.join(', ')}`]
}

function responseLines(view: SchemaView | undefined, depth: number): string[] {
  const lines: string[] = []
  if (view) walk(view, '', depth, lines, new Set())
  return lines
}

function walk(
  view: SchemaView,
  place: string,
  depth: number,
  lines: string[],
  seen: ReadonlySet<unknown>,
): void {
  if (depth < 0 || lines.length > responseLinesMax * 4 || seen.has(view.located.value)) return
  const now = new Set(seen).add(view.located.value)
  const item = view.type === 'array' ? itemView(view) : undefined
  if (item) {
    walk(item, `${place}[]`, depth, lines, now)
    return
  }
  for (const [name, field] of propertiesOf(view)) {
    const inner = place === '' ? name : `${place}.${name}`
    lines.push(fieldLine(inner, field))
    walk(field, inner, depth - 1, lines, now)
  }
}

function fieldLine(place: string, { located, type }: SchemaView): string {
  const format = rawAt(located, 'format')
  const example = at(located, 'example')?.value
  const words = [
    type,
    ...(typeof format === 'string' ? [oneLine(format, 40)] : []),
    ...(typeof example === 'string' ? [`example ${oneLine(example, 80)}`] : []),
  ]
  const description = oneLine(textAt(located, 'description'), descriptionCharactersMax)
  return `[${located.pointer}] ${place} (${words.join(', ')}) ${description}`.trimEnd()
}

/** A text of a document on one line, so that it cannot look like a part of the question. */
export function oneLine(text: string, charactersMax: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > charactersMax ? `${line.slice(0, charactersMax)}…` : line
}
