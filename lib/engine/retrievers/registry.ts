import { defineRegistry } from '../component'
import { pageSizeReduction, pageSizeReductionKind } from './page-size-reduction'
import { paginationReset, paginationResetKind } from './pagination-reset'
import { requestWindowSplitting, windowSplittingKind } from './request-window-splitting'
import { retrieverKind } from './retriever'
import { simpleRetriever } from './simple-retriever'

export const retrievers = defineRegistry(retrieverKind, [simpleRetriever])

export const paginationResets = defineRegistry(paginationResetKind, [paginationReset])

export const pageSizeReductions = defineRegistry(pageSizeReductionKind, [pageSizeReduction])

export const windowSplittings = defineRegistry(windowSplittingKind, [requestWindowSplitting])
