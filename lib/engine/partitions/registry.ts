import { defineRegistry } from '../component'
import { listPartitionRouter } from './list-partition-router'
import { parentStreamConfig, parentStreamKind } from './parent-stream-config'
import { partitionRouterKind } from './partition-router'
import { substreamPartitionRouter } from './substream-partition-router'

export const partitionRouters = defineRegistry(partitionRouterKind, [
  listPartitionRouter,
  substreamPartitionRouter,
])

export const parentStreams = defineRegistry(parentStreamKind, [parentStreamConfig])
