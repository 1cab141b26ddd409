import { defineRegistry } from '../component'
import { groupingPartitionRouter } from './grouping-partition-router'
import { listPartitionRouter } from './list-partition-router'
import { parentStreamConfig, parentStreamKind } from './parent-stream-config'
import { partitionRouterKind } from './partition-router'
import { substreamPartitionRouter } from './substream-partition-router'
import { unionPartitionRouter } from './union-partition-router'

export const partitionRouters = defineRegistry(partitionRouterKind, [
  listPartitionRouter,
  substreamPartitionRouter,
  groupingPartitionRouter,
  unionPartitionRouter,
])

export const parentStreams = defineRegistry(parentStreamKind, [parentStreamConfig])
