import { defineRegistry } from '../component'
import { combinedExtractor } from './combined-extractor'
import { conditionFilter } from './condition-filter'
import { dpathExtractor } from './dpath-extractor'
import { recordExpander } from './record-expander'
import { recordExpanderKind } from './record-expander-kind'
import { recordExtractorKind } from './record-extractor'
import { recordFilterKind } from './record-filter'
import { recordSelectorKind } from './record-selector'
import { responseToFileExtractor } from './response-to-file-extractor'
import { recordSelector } from './selector'

export const recordSelectors = defineRegistry(recordSelectorKind, [recordSelector])

export const recordExtractors = defineRegistry(recordExtractorKind, [
  dpathExtractor,
  combinedExtractor,
  responseToFileExtractor,
])

export const recordExpanders = defineRegistry(recordExpanderKind, [recordExpander])

export const recordFilters = defineRegistry(recordFilterKind, [conditionFilter])
