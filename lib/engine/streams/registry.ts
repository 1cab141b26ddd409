import { defineRegistry } from '../component'
import { concurrencyKind, concurrencyLevel } from './concurrency-level'
import { conditionalStreams, streamListKind } from './conditional-streams'
import { declarativeStream } from './declarative-stream'
import { stateDelegatingStream } from './state-delegating-stream'
import { streamKind } from './stream'

export const streams = defineRegistry(streamKind, [declarativeStream, stateDelegatingStream])

export const streamLists = defineRegistry(streamListKind, [conditionalStreams])

export const concurrencyLevels = defineRegistry(concurrencyKind, [concurrencyLevel])
