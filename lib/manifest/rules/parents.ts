import type { Json, JsonObject } from '../../engine/values/value'
import type { PlacedComponent } from '../check-context'
import { isTemplate, textsIn } from '../expressions'
import type { Problem } from '../problem'
import type { Rule } from '../rule'
import { isMapping } from '../text/value'

/** Child streams whose parents go round in a circle or whose partition is never used. */
export const parents: Rule = {
  name: 'parents',
  *check({ components, streams }) {
    for (const stream of streams) {
      const ring = ringFrom(stream)
      if (ring) {
        yield {
          code: 'parent_cycle',
          severity: 'error',
          message: `The parents go round in a circle: ${ring.join(' → ')}`,
          path: stream.origin,
        } satisfies Problem
      }
      yield* unusedPartition(stream)
    }
    for (const component of components) {
      if (component.type === 'ParentStreamConfig') yield* parentMissing(component, streams)
    }
  },
}

function ringFrom({ config }: PlacedComponent): string[] | undefined {
  const follow = (stream: JsonObject, names: readonly string[]): string[] | undefined => {
    const name = String(stream.name ?? '')
    if (names.includes(name)) return [...names.slice(names.indexOf(name)), name]
    for (const parent of parentsOf(stream)) {
      const ring = isMapping(parent.stream) ? follow(parent.stream, [...names, name]) : undefined
      if (ring) return ring
    }
    return undefined
  }
  return follow(config, [])
}

/** The parent configs of a stream's partition routers. */
function parentsOf(stream: JsonObject): JsonObject[] {
  const { retriever } = stream
  if (!isMapping(retriever)) return []
  return routersOf(retriever.partition_router).flatMap(({ parent_stream_configs: configs }) =>
    Array.isArray(configs) ? configs.filter(isMapping) : [],
  )
}

function routersOf(router: Json | undefined): JsonObject[] {
  if (Array.isArray(router)) return router.flatMap((each: Json) => routersOf(each))
  if (!isMapping(router)) return []
  return [
    router,
    ...routersOf(router.underlying_partition_router),
    ...routersOf(router.partition_routers),
  ]
}

function* unusedPartition({ config, origin }: PlacedComponent): Generator<Problem> {
  const used = parentsOf(config)
  if (used.length === 0 || used.some(({ request_option }) => isMapping(request_option))) return
  const { retriever } = config
  if (!isMapping(retriever)) return
  const names = ['stream_partition', 'stream_slice', 'stream_interval']
  for (const [key, value] of Object.entries(retriever)) {
    if (key === 'partition_router') continue
    for (const { text } of textsIn(value)) {
      if (isTemplate(text) && names.some((name) => text.includes(name))) return
    }
  }
  yield {
    code: 'partition_not_sent',
    severity: 'warning',
    message: `${String(config.name ?? 'This stream')} asks the same for every parent record. Use stream_partition in the request, or a request_option`,
    path: [...origin, 'retriever'],
  }
}

function* parentMissing(
  { config, origin }: PlacedComponent,
  streams: readonly PlacedComponent[],
): Generator<Problem> {
  const { stream } = config
  const name = isMapping(stream) ? stream.name : undefined
  if (typeof name !== 'string' || isTemplate(name)) return
  if (streams.some((each) => each.config.name === name)) return
  yield {
    code: 'parent_not_listed',
    severity: 'info',
    message: `The parent ${name} is not among the streams; its records are read and not kept`,
    path: [...origin, 'stream'],
  }
}
