import type { Evidence, Pagination, StreamFacts } from '../../importers/facts'
import { at, textAt } from '../../importers/openapi/document'
import type { Operation, Parameter } from '../../importers/openapi/operations'
import { itemView, propertiesOf, type SchemaView } from '../../importers/openapi/schema-view'
import type { Claim, ClaimedFact } from '../claims'
import { operationOf } from '../claims/context'
import type { Sources } from '../claims/sources'

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Place {
  readonly document: string
  readonly pointer: string
  readonly quote: string
}

/**
 * What a model could say that understands little: facts of the rules mixed with wrong fields, wrong
 * parameters, swapped cursors, other ways of paging, invented paths and places, other parents, other
 * hosts. Names and quotes mostly come from the document, so that only their sense is wrong.
 */
export function faultyClaims(
  stream: StreamFacts,
  streams: readonly StreamFacts[],
  sources: Sources,
  random: () => number,
): Claim[] {
  const operation = operationOf(stream, sources)
  if (!operation) return []
  const maker = new FaultMaker(stream, streams, operation, random)
  return maker.claims()
}

class FaultMaker {
  readonly #stream: StreamFacts
  readonly #streams: readonly StreamFacts[]
  readonly #operation: Operation
  readonly #random: () => number
  readonly #fields: readonly (readonly [string, SchemaView])[]

  constructor(
    stream: StreamFacts,
    streams: readonly StreamFacts[],
    operation: Operation,
    random: () => number,
  ) {
    this.#stream = stream
    this.#streams = streams
    this.#operation = operation
    this.#random = random
    this.#fields = fieldsWithPaths(operation.response)
  }

  claims(): Claim[] {
    const { cursor, key, records } = this.#stream
    return [
      this.#claim({ kind: 'key', fields: [this.#field().at(-1) ?? 'id'] }),
      this.#claim({ kind: 'key', fields: [...key.value, 'name'].slice(0, 1) }),
      this.#claim({ kind: 'records', path: this.#field() }),
      this.#claim({ kind: 'records', path: [...records.value, 'invented'] }),
      this.#claim(this.#paging('cursor')),
      this.#claim(this.#paging('page')),
      this.#claim(this.#paging('offset')),
      this.#claim(this.#paging('next-url')),
      this.#claim(this.#paging('none')),
      this.#claim({ kind: 'page-size', place: this.#place(), value: this.#number() }),
      this.#claim({
        kind: 'cursor',
        field: this.#field().at(-1) ?? cursor.value?.field ?? 'updated_at',
        start: this.#place(),
        end: this.#random() < 0.3 ? this.#place() : null,
        format: this.#one(['date', 'date-time', 'seconds', 'milliseconds', null] as const) ?? null,
      }),
      this.#claim({
        kind: 'auth',
        scheme: this.#one(['api-key', 'bearer', 'basic'] as const) ?? 'bearer',
        in: this.#one(['header', 'query'] as const) ?? 'header',
        name: this.#place().name,
        prefix: this.#random() < 0.5 ? 'Token' : null,
        isKeyAsUser: this.#random() < 0.5,
      }),
      this.#claim({ kind: 'base-url', url: 'https://evil.example/v1' }),
      ...this.#parents(),
    ]
  }

  #parents(): Claim[] {
    return this.#stream.variables.map(({ value }) => {
      const other = this.#one(this.#streams)?.name ?? this.#stream.name
      const key = this.#field().at(-1) ?? 'id'
      return this.#claim({ kind: 'parent', variable: value.name, stream: other, key })
    })
  }

  #paging(way: Pagination['kind']): ClaimedFact {
    const source = this.#one(['body', 'header', 'last-record', 'link'] as const) ?? 'body'
    return {
      kind: 'pagination',
      way,
      token: this.#place(),
      firstPage: this.#random() < 0.5 ? 0 : 1,
      from: { in: source, path: this.#field(), header: source === 'header' ? 'Link' : null },
      more: this.#random() < 0.3 ? this.#field() : null,
    }
  }

  /** A statement with a place that may speak about something else. */
  #claim(fact: ClaimedFact): Claim {
    const { document, pointer, quote } = this.#source(fact)
    return {
      streams: [this.#stream.name],
      fact,
      source: { document, pointer, quote: quote.slice(0, 400) },
    }
  }

  #source(fact: ClaimedFact): Place {
    const named = this.#named(fact)
    if (this.#random() < 0.1) return { ...named, pointer: `${named.pointer}/invented` }
    if (this.#random() < 0.1) return { ...named, quote: 'Pages are turned with the next cursor' }
    return named
  }

  /** The place that declares what is claimed, else any. */
  #named(fact: ClaimedFact): Place {
    const own = JSON.stringify(fact)
    const parameter = this.#operation.parameters.find(({ name }) => own.includes(`"${name}"`))
    const field = this.#fields.find(([path]) => own.includes(`"${path.split('.').at(-1)}"`))?.[1]
    const isAboutAnswer = fact.kind === 'key' || fact.kind === 'records' || this.#random() < 0.4
    if (field && (isAboutAnswer || !parameter))
      return placeOf(
        field.located.pointer,
        this.#document,
        textAt(field.located, 'description') || JSON.stringify(field.located.value).slice(0, 80),
      )
    if (parameter)
      return placeOf(
        parameter.located.pointer,
        this.#document,
        parameter.description || parameter.name,
      )
    const [any] = this.#stream.pagination.evidence as readonly Evidence[]
    return any ?? placeOf(this.#operation.located.pointer, this.#document, this.#stream.title)
  }

  get #document(): string {
    return this.#stream.document
  }

  #place(): { in: 'query' | 'header' | 'body'; name: string } {
    const own = this.#operation.parameters.filter(isSendable)
    const parameter = this.#one(own)
    if (!parameter || this.#random() < 0.1) return { in: 'query', name: 'cursor' }
    return { in: parameter.in as 'query', name: parameter.name }
  }

  #field(): string[] {
    return this.#one(this.#fields)?.[0].split('.') ?? ['data']
  }

  #number(): number {
    return this.#one([1, 10, 25, 100, 500, 1000, 10_000]) ?? 100
  }

  #one<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.#random() * list.length)]
  }
}

function isSendable({ in: place }: Parameter): boolean {
  return place === 'query' || place === 'header' || place === 'body'
}

function placeOf(pointer: string, document: string, quote: string): Place {
  return { document, pointer, quote: quote === '' ? 'string' : quote }
}

/** Fields of an answer with their dotted paths, three levels deep. */
function fieldsWithPaths(response: SchemaView | undefined) {
  const found: [string, SchemaView][] = []
  const walk = (view: SchemaView | undefined, path: string, depth: number) => {
    const inner = view?.type === 'array' ? itemView(view) : view
    if (!inner || depth > 2 || found.length > 300) return
    for (const [name, field] of propertiesOf(inner)) {
      const own = path === '' ? name : `${path}.${name}`
      if (at(field.located)) found.push([own, field])
      walk(field, own, depth + 1)
    }
  }
  walk(response, '', 0)
  return found
}
