import { isObject, type Json, type JsonObject } from '../values/value'

/**
 * Turns on the response cache for parent streams, so that parents needed by several children are
 * asked for once: in the copies inside their children and in the streams of the same name. A
 * manifest that says `use_cache: false` keeps it off.
 */
export function withParentCaches(streams: readonly JsonObject[]): JsonObject[] {
  const parents = new Set(streams.flatMap((stream) => parentNames(routersOf(stream))))
  return streams.map((stream) => {
    const marked = mapRouters(stream)
    return parents.has(stream.name ?? '') ? cached(marked) : marked
  })
}

function routersOf(stream: JsonObject): Json | undefined {
  return objectAt(stream, 'retriever')?.partition_router
}

function parentNames(router: Json | undefined): Json[] {
  if (Array.isArray(router)) return router.flatMap(parentNames)
  if (router === undefined || !isObject(router)) return []
  const parents = Array.isArray(router.parent_stream_configs) ? router.parent_stream_configs : []
  return [
    ...parents.flatMap((parent) =>
      isObject(parent) ? [objectAt(parent as JsonObject, 'stream')?.name ?? ''] : [],
    ),
    ...parentNames(router.partition_routers as Json | undefined),
    ...parentNames(router.underlying_partition_router as Json | undefined),
  ]
}

function mapRouters(stream: JsonObject): JsonObject {
  const retriever = objectAt(stream, 'retriever')
  if (!retriever || retriever.partition_router === undefined) return stream
  const router = markRouter(retriever.partition_router)
  return { ...stream, retriever: { ...retriever, partition_router: router } }
}

function markRouter(router: Json): Json {
  if (Array.isArray(router)) return router.map(markRouter)
  if (!isObject(router)) return router
  const marked: { [key: string]: Json } = { ...(router as JsonObject) }
  for (const key of ['partition_routers', 'underlying_partition_router']) {
    if (marked[key] !== undefined) marked[key] = markRouter(marked[key])
  }
  if (Array.isArray(marked.parent_stream_configs)) {
    marked.parent_stream_configs = marked.parent_stream_configs.map(markParent)
  }
  return marked
}

function markParent(parent: Json): Json {
  if (!isObject(parent) || !isObject(parent.stream ?? null)) return parent
  return { ...(parent as JsonObject), stream: cached(parent.stream as JsonObject) }
}

function cached(stream: JsonObject): JsonObject {
  const both = ['full_refresh_stream', 'incremental_stream'].filter((key) => objectAt(stream, key))
  if (both.length > 0) {
    const branches = both.map((key) => [key, cached(objectAt(stream, key) ?? {})])
    return { ...stream, ...Object.fromEntries(branches) }
  }
  const retriever = objectAt(stream, 'retriever')
  const requester = retriever && objectAt(retriever, 'requester')
  if (!requester || requester.use_cache === false) return stream
  return {
    ...stream,
    retriever: { ...retriever, requester: { ...requester, use_cache: true } },
  }
}

function objectAt(object: JsonObject, key: string): JsonObject | undefined {
  const value = object[key]
  return value !== undefined && isObject(value) ? (value as JsonObject) : undefined
}
