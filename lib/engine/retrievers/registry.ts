import { defineRegistry } from '../component'
import { asyncJobStatusMap, jobStatusMapKind } from './async-job-status-map'
import { asyncRetriever } from './async-retriever'
import { pageSizeReduction, pageSizeReductionKind } from './page-size-reduction'
import { paginationReset, paginationResetKind } from './pagination-reset'
import { requestWindowSplitting, windowSplittingKind } from './request-window-splitting'
import { retrieverKind } from './retriever'
import { simpleRetriever } from './simple-retriever'

export const retrievers = defineRegistry(retrieverKind, [simpleRetriever, asyncRetriever])

export const paginationResets = defineRegistry(paginationResetKind, [paginationReset])

export const pageSizeReductions = defineRegistry(pageSizeReductionKind, [pageSizeReduction])

export const windowSplittings = defineRegistry(windowSplittingKind, [requestWindowSplitting])

export const jobStatusMaps = defineRegistry(jobStatusMapKind, [asyncJobStatusMap])
