import { authenticators } from './auth/registry'
import { backoffStrategies } from './backoffs/registry'
import type { Registry } from './component'
import { decoders } from './decoders/registry'
import { errorHandlers, responseFilters } from './error-handlers/registry'
import { pageStrategies, paginators } from './pagination/registry'
import { requestBodies, requesters, requestOptions, requestPaths } from './requesters/registry'
import {
  pageSizeReductions,
  paginationResets,
  retrievers,
  windowSplittings,
} from './retrievers/registry'
import { recordExtractors, recordFilters, recordSelectors } from './selectors/registry'
import { transformations } from './transforms/registry'

/** Every registry of the engine: what the builder builds from and the language is made of. */
export const registries: readonly Registry[] = [
  authenticators,
  backoffStrategies,
  decoders,
  errorHandlers,
  pageSizeReductions,
  pageStrategies,
  paginationResets,
  paginators,
  recordExtractors,
  recordFilters,
  recordSelectors,
  requestBodies,
  requestOptions,
  requestPaths,
  requesters,
  responseFilters,
  retrievers,
  transformations,
  windowSplittings,
]
