import type { ApiFacts, Fact, StreamFacts, Variable } from '../../importers/facts'

/**
 * Facts of several documents about one API as one. A call that two documents describe counts once:
 * the first document's word stands. Streams keep their order; names are made different.
 */
export function mergeFacts(all: readonly ApiFacts[]): ApiFacts | undefined {
  const [first, ...others] = all
  if (!first || others.length === 0) return first
  const streams = [...first.streams]
  for (const facts of others) {
    const known = new Set(streams.map(callOf))
    const names = freeNames(facts.streams, new Set(streams.map(({ name }) => name)))
    const added = facts.streams.filter((stream) => !known.has(callOf(stream)))
    streams.push(...added.map((stream) => renamed(stream, names)))
  }
  return {
    title: first.title,
    documents: all.flatMap(({ documents }) => documents),
    streams,
    notes: all.flatMap(({ notes }) => notes),
  }
}

const callOf = ({ method, path }: StreamFacts) => `${method} ${path}`

function freeNames(streams: readonly StreamFacts[], taken: Set<string>): Map<string, string> {
  return new Map(
    streams.map(({ name }) => {
      let free = name
      for (let count = 2; taken.has(free); count += 1) free = `${name}_${count}`
      taken.add(free)
      return [name, free]
    }),
  )
}

function renamed(stream: StreamFacts, names: ReadonlyMap<string, string>): StreamFacts {
  return {
    ...stream,
    name: names.get(stream.name) ?? stream.name,
    variables: stream.variables.map((variable) => withParent(variable, names)),
  }
}

function withParent(variable: Fact<Variable>, names: ReadonlyMap<string, string>): Fact<Variable> {
  const { source } = variable.value
  if (source.kind !== 'parent') return variable
  const parent = names.get(source.stream) ?? source.stream
  return { ...variable, value: { ...variable.value, source: { ...source, stream: parent } } }
}
