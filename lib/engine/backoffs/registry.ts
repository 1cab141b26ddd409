import { defineRegistry } from '../component'
import { backoffStrategyKind } from './backoff-strategy'
import { constantBackoffStrategy } from './constant-backoff-strategy'
import { exponentialBackoffStrategy } from './exponential-backoff-strategy'
import { waitTimeFromHeader } from './wait-time-from-header'
import { waitTimeFromResponse } from './wait-time-from-response'
import { waitUntilTimeFromHeader } from './wait-until-time-from-header'

export const backoffStrategies = defineRegistry(backoffStrategyKind, [
  constantBackoffStrategy,
  exponentialBackoffStrategy,
  waitTimeFromHeader,
  waitUntilTimeFromHeader,
  waitTimeFromResponse,
])
