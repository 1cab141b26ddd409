import type { BuildContext } from '../component'
import type { ManifestPath } from '../path'
import type { StreamScope } from '../stream-scope'
import { cartesianRouter } from './cartesian-router'
import { type PartitionRouter, partitionRouterKind } from './partition-router'

/** The router of a retriever that stands at `place`; several in a list are combined. */
export function buildRouter(
  config: unknown,
  context: BuildContext,
  place: ManifestPath,
  scope: StreamScope,
): PartitionRouter | undefined {
  if (config === undefined || config === null) return undefined
  const key = [...place, 'partition_router']
  if (!Array.isArray(config)) return context.build(partitionRouterKind, config, key, scope)
  if (config.length === 0) return undefined
  const routers = config.map((each, index) =>
    context.build(partitionRouterKind, each, [...key, index], scope),
  )
  return cartesianRouter(routers)
}
