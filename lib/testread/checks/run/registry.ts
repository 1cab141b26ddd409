import type { RunRule } from '../rule'
import { calls, errors } from './calls'
import { cursor } from './cursor'
import { keys } from './keys'
import { schema } from './schema'
import { limits, pageSize, volume } from './volume'

/** Every rule about a run as a whole. */
export const runRules: readonly RunRule[] = [
  errors,
  calls,
  volume,
  keys,
  cursor,
  schema,
  pageSize,
  limits,
]
