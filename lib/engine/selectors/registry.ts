import { defineRegistry } from '../component'
import { conditionFilter } from './condition-filter'
import { dpathExtractor } from './dpath-extractor'
import { recordExtractorKind } from './record-extractor'
import { recordFilterKind } from './record-filter'
import { recordSelectorKind } from './record-selector'
import { recordSelector } from './selector'

export const recordSelectors = defineRegistry(recordSelectorKind, [recordSelector])

export const recordExtractors = defineRegistry(recordExtractorKind, [dpathExtractor])

export const recordFilters = defineRegistry(recordFilterKind, [conditionFilter])
