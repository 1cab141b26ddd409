import { defineRegistry } from '../component'
import { checkDynamicStream } from './check-dynamic-stream'
import { checkStream } from './check-stream'
import { connectionCheckKind } from './connection-check'

export const connectionChecks = defineRegistry(connectionCheckKind, [
  checkStream,
  checkDynamicStream,
])
