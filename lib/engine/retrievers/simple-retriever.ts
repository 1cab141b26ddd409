import { z } from 'zod'
import { defineComponent, slot } from '../component'
import { decoderKind } from '../decoders/decoder'
import { plainJson } from '../decoders/json-decoder'
import { singlePage } from '../pagination/no-pagination'
import { paginatorKind } from '../pagination/paginator'
import type { PageSource } from '../read-page'
import { requesterKind } from '../requesters/requester'
import { recordSelectorKind } from '../selectors/record-selector'
import { lazyFirstPage } from './lazy-first-page'
import { pageSizeReductionKind } from './page-size-reduction'
import { paginationResetKind } from './pagination-reset'
import { type RetrieverExtras, readSlice } from './read-slice'
import { windowSplittingKind } from './request-window-splitting'
import type { Retriever } from './retriever'
import { checkRetriever } from './simple-retriever-checks'

export const simpleRetriever = defineComponent({
  schema: z
    .object({
      type: z.literal('SimpleRetriever'),
      requester: slot(requesterKind).meta({
        title: 'Request',
        description: 'Which requests are sent.',
      }),
      decoder: slot(decoderKind).optional().meta({
        title: 'Format',
        description: 'What the responses are written in; JSON when absent.',
      }),
      record_selector: slot(recordSelectorKind).meta({
        title: 'Records',
        description: 'Where the records are in a response.',
      }),
      paginator: slot(paginatorKind).optional().meta({
        title: 'Pages',
        description: 'How to ask for the next page; a single page when absent.',
      }),
      partition_router: z.unknown().optional().meta({
        title: 'Partitions',
        description:
          'What to read one after the other, such as the items of a list or another stream.',
      }),
      ignore_stream_slicer_parameters_on_paginated_requests: z.boolean().default(false).meta({
        title: 'Send slice values with the first page only',
        description: 'For APIs whose page token stands for the whole query.',
        group: 'advanced',
      }),
      pagination_reset: slot(paginationResetKind).optional().meta({
        title: 'Begin pages again',
        description: 'When and how to go back to the first page.',
        group: 'advanced',
      }),
      page_size_reduction: slot(pageSizeReductionKind).optional().meta({
        title: 'Smaller pages',
        description: 'How to make pages smaller that the API rejects.',
        group: 'advanced',
      }),
      request_window_splitting: slot(windowSplittingKind).optional().meta({
        title: 'Cut windows',
        description: 'How to cut time windows that the API rejects.',
        group: 'advanced',
      }),
    })
    .meta({ title: 'Pages of an endpoint', description: 'Reads records page by page.' }),

  create(config, context): Retriever {
    const { stream } = context
    const source: PageSource = {
      engine: context.engine,
      path: context.path,
      streamName: stream?.name ?? '',
      requester: lazyFirstPage(context.build(requesterKind, config.requester, 'requester')),
      decoder: config.decoder ? context.build(decoderKind, config.decoder, 'decoder') : plainJson,
      selector: context.build(recordSelectorKind, config.record_selector, 'record_selector'),
      paginator: config.paginator
        ? context.build(paginatorKind, config.paginator, 'paginator')
        : singlePage,
      slicePatcher: stream?.slicePatcher,
      cursor: stream?.cursor,
      isSliceOnFirstPageOnly: config.ignore_stream_slicer_parameters_on_paginated_requests,
    }
    const extras: RetrieverExtras = {
      reset:
        config.pagination_reset &&
        context.build(paginationResetKind, config.pagination_reset, 'pagination_reset'),
      reduction:
        config.page_size_reduction &&
        context.build(pageSizeReductionKind, config.page_size_reduction, 'page_size_reduction'),
      splitting:
        config.request_window_splitting &&
        context.build(
          windowSplittingKind,
          config.request_window_splitting,
          'request_window_splitting',
        ),
    }
    checkRetriever(source, extras, context)
    return { read: (slice, scope) => readSlice(source, extras, slice, scope) }
  },
})
