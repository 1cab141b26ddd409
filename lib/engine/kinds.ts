import { authenticators } from './auth/registry'
import { backoffStrategies } from './backoffs/registry'
import { connectionChecks } from './checks/registry'
import type { Registry } from './component'
import { cursors, dateBounds } from './cursors/registry'
import { decoders } from './decoders/registry'
import { errorHandlers, responseFilters } from './error-handlers/registry'
import { pageStrategies, paginators } from './pagination/registry'
import { parentStreams, partitionRouters } from './partitions/registry'
import {
  apiBudgets,
  callRatePolicies,
  mergeStrategies,
  propertyChunkers,
  propertySelectors,
  propertySources,
  queryPropertiesList,
  requestBodies,
  requesters,
  requestOptions,
  requestPaths,
} from './requesters/registry'
import {
  componentMappings,
  componentsResolvers,
  configLists,
  dynamicStreams,
} from './resolvers/registry'
import {
  jobStatusMaps,
  pageSizeReductions,
  paginationResets,
  retrievers,
  windowSplittings,
} from './retrievers/registry'
import { schemaLoaders, schemaTypeIdentifiers, typesMaps } from './schemas/registry'
import {
  recordExpanders,
  recordExtractors,
  recordFilters,
  recordSelectors,
} from './selectors/registry'
import {
  configTransformations,
  configValidators,
  connectorSpecs,
  validationStrategies,
} from './spec/registry'
import { stateMigrations } from './state/registry'
import { concurrencyLevels, streamLists, streams } from './streams/registry'
import { transformations } from './transforms/registry'

/** Every registry of the engine: what the builder builds from and the language is made of. */
export const registries: readonly Registry[] = [
  apiBudgets,
  authenticators,
  backoffStrategies,
  callRatePolicies,
  decoders,
  errorHandlers,
  mergeStrategies,
  pageSizeReductions,
  pageStrategies,
  paginationResets,
  paginators,
  propertyChunkers,
  propertySelectors,
  propertySources,
  queryPropertiesList,
  recordExpanders,
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
  jobStatusMaps,
  connectionChecks,
  cursors,
  dateBounds,
  parentStreams,
  partitionRouters,
  schemaLoaders,
  configTransformations,
  configValidators,
  connectorSpecs,
  stateMigrations,
  concurrencyLevels,
  streamLists,
  streams,
  dynamicStreams,
  componentsResolvers,
  componentMappings,
  configLists,
  validationStrategies,
  schemaTypeIdentifiers,
  typesMaps,
]
