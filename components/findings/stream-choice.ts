import type { FoundStream } from '@/lib/contracts/imports'

/** The streams that a connector is made with: chosen ones, and those whose keys they need. */
export function withParents(
  streams: readonly FoundStream[],
  chosen: ReadonlySet<string>,
): Set<string> {
  const byName = new Map(streams.map((stream) => [stream.name, stream]))
  const all = new Set<string>()
  const pending = [...chosen]
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const stream = byName.get(name)
    if (!stream || all.has(name)) continue
    all.add(name)
    pending.push(...stream.parents)
  }
  return all
}

/** Takes a stream out, and with it the streams that need its keys. */
export function without(
  streams: readonly FoundStream[],
  chosen: ReadonlySet<string>,
  name: string,
): Set<string> {
  const left = new Set(chosen)
  const pending = [name]
  for (let gone = pending.pop(); gone !== undefined; gone = pending.pop()) {
    const parent = gone
    left.delete(parent)
    for (const stream of streams) {
      if (left.has(stream.name) && stream.parents.includes(parent)) pending.push(stream.name)
    }
  }
  return left
}

/** The streams whose name, title or path holds a text. */
export function searched(streams: readonly FoundStream[], text: string): readonly FoundStream[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return streams
  return streams.filter(({ name, title, path }) =>
    [name, title, path].some((each) => each.toLowerCase().includes(wanted)),
  )
}
