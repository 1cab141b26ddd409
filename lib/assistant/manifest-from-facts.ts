import type { ApiFacts, InputFact, StreamFacts } from '../importers/facts'
import { type AuthParts, authParts, type Part, properties } from './manifest-auth'
import { streamPart, usedCursor } from './manifest-stream'

/** A connector made from facts, in two forms that say the same. */
export interface ManifestDraft {
  /** With shared parts under `definitions`, for people. */
  readonly shared: Part
  /** Every reference resolved. */
  readonly resolved: Part
}

/** The version of the manifest's language that is written. */
const version = '7.39.1'

/**
 * A complete manifest: specification, authentication, every stream with paging, records, partitions,
 * incremental reading and schema. `metadata.operations` says which operation each stream is.
 */
export function manifestFromFacts(facts: ApiFacts): ManifestDraft {
  const hasOneKey = keyHeaders(facts).size < 2
  const auth = new Map(
    facts.streams.map(({ auth: { value } }) => [
      JSON.stringify(value),
      authParts(value, hasOneKey),
    ]),
  )
  const authOf = (stream: StreamFacts) =>
    auth.get(JSON.stringify(stream.auth.value)) ?? authParts([])
  const names = authNames([...auth.values()])
  const streams = facts.streams.map(
    (stream) =>
      [
        stream.name,
        streamPart(stream, authOf(stream), {
          authenticator: (part) => ({
            $ref: `#/definitions/authenticators/${names.get(JSON.stringify(part)) ?? 'main'}`,
          }),
          schema: (name) => ({ $ref: `#/definitions/schemas/${name}` }),
          stream: (name) => ({ $ref: `#/definitions/streams/${name}` }),
        }),
      ] as const,
  )
  const schemas = facts.streams.map((stream) => [stream.name, schemaPart(stream)] as const)
  const definitions = {
    authenticators: Object.fromEntries(
      [...auth.values()].flatMap(({ authenticator }) =>
        authenticator ? [[names.get(JSON.stringify(authenticator)) ?? 'main', authenticator]] : [],
      ),
    ),
    streams: Object.fromEntries(streams),
    schemas: Object.fromEntries(schemas),
  }
  const shared = {
    version,
    type: 'DeclarativeSource',
    check: checkPart(facts),
    definitions,
    streams: facts.streams.map(({ name }) => ({ $ref: `#/definitions/streams/${name}` })),
    spec: specPart(facts, [...auth.values()]),
    metadata: metadataPart(facts),
  }
  const { definitions: _own, ...rest } = inlined(shared, shared) as Record<string, unknown>
  return { shared, resolved: rest }
}

/** Headers that carry the first key of a way to sign in. */
function keyHeaders({ streams }: ApiFacts): Set<string> {
  return new Set(
    streams.flatMap(({ auth }) =>
      auth.value.flatMap(({ schemes: [first] }) => (first?.kind === 'api-key' ? [first.name] : [])),
    ),
  )
}

function authNames(all: readonly AuthParts[]): Map<string, string> {
  const names = new Map<string, string>()
  for (const { authenticator } of all) {
    const text = JSON.stringify(authenticator)
    if (authenticator && !names.has(text))
      names.set(text, names.size === 0 ? 'main' : `other_${names.size}`)
  }
  return names
}

function schemaPart({ schema, cursor: { value: cursor } }: StreamFacts): Part {
  const declared = schema.value ?? { type: 'object', additionalProperties: true, properties: {} }
  // A cursor field that is copied to the top of a record is a property of it.
  const copied = cursor?.path ? { [cursor.field]: { type: ['string', 'integer', 'null'] } } : {}
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...declared,
    properties: { ...(declared.properties as Part | undefined), ...copied },
  }
}

/** The first stream that needs no parent says whether the credentials are good. */
function checkPart({ streams }: ApiFacts): Part {
  const simple = streams.find(({ variables, isList }) => isList && variables.length === 0)
  const name = (simple ?? streams[0])?.name
  return { type: 'CheckStream', stream_names: name === undefined ? [] : [name] }
}

function specPart({ streams }: ApiFacts, auth: readonly AuthParts[]): Part {
  const inputs = uniqueInputs(streams)
  const all = {
    ...properties(inputs.filter(({ isOptional }) => !isOptional)),
    ...Object.assign({}, ...auth.map((each) => each.properties)),
    ...properties(inputs.filter(({ isOptional }) => isOptional)),
  }
  const isRequired = new Set([
    ...auth.flatMap((each) => each.required),
    ...inputs.filter(({ isOptional }) => !isOptional).map(({ name }) => name),
  ])
  return {
    type: 'Spec',
    connection_specification: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      additionalProperties: true,
      required: Object.keys(all).filter((name) => isRequired.has(name)),
      properties: Object.fromEntries(
        Object.entries(all).map(([name, each], order) => [name, { ...(each as Part), order }]),
      ),
    },
  }
}

/** Inputs that single streams need can be left out by whoever does not read those streams. */
function uniqueInputs(streams: readonly StreamFacts[]): InputFact[] {
  const found = new Map<string, InputFact>()
  const add = (input: InputFact, isNeeded: boolean) => {
    const known = found.get(input.name)
    const isOptional = !isNeeded && (known?.isOptional ?? true)
    found.set(input.name, { ...(known ?? input), isOptional })
  }
  for (const { baseUrl, variables, ...stream } of streams) {
    for (const input of baseUrl.value.inputs) add(input, true)
    for (const { value } of variables) {
      if (value.source.kind === 'input') add(value.source.input, false)
    }
    if (stream.cursor.value?.start) add(startDate, true)
  }
  return [...found.values()]
}

const startDate: InputFact = {
  name: 'start_date',
  title: 'Start date',
  description: 'Records from this time on are read.',
  type: 'string',
  format: 'date-time',
  example: '2024-01-01T00:00:00Z',
}

function metadataPart({ title, streams }: ApiFacts): Part {
  const unused = streams.filter((stream) => stream.cursor.value && !usedCursor(stream))
  return {
    title,
    operations: Object.fromEntries(
      streams.map(({ name, document, method, path, isSelected }) => [
        name,
        { document, method, path, selected: isSelected },
      ]),
    ),
    cursorFieldOnly: Object.fromEntries(
      unused.map(({ name, cursor }) => [name, cursor.value?.field]),
    ),
  }
}

/** The value with every reference replaced by what it stands for. Streams never refer in circles. */
function inlined(value: unknown, root: Part): unknown {
  if (Array.isArray(value)) return value.map((each) => inlined(each, root))
  if (typeof value !== 'object' || value === null) return value
  const { $ref: reference } = value as { $ref?: unknown }
  if (typeof reference === 'string' && reference.startsWith('#/definitions/')) {
    const target = reference
      .slice(2)
      .split('/')
      .reduce<unknown>((inner, key) => (inner as Part | undefined)?.[key], root)
    return inlined(target, root)
  }
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inlined(each, root)]))
}
