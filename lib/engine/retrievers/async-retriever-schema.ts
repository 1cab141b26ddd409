import { z } from 'zod'
import { slot, template } from '../component'
import { decoderKind } from '../decoders/decoder'
import { paginatorKind } from '../pagination/paginator'
import { partitionRouterKind } from '../partitions/partition-router'
import { requesterKind } from '../requesters/requester'
import { recordExtractorKind } from '../selectors/record-extractor'
import { recordSelectorKind } from '../selectors/record-selector'
import { jobStatusMapKind } from './async-job-status-map'

const requester = slot(requesterKind)

export const asyncRetrieverSchema = z
  .object({
    type: z.literal('AsyncRetriever'),
    creation_requester: requester.meta({
      title: 'Create the job',
      description:
        'The request that starts a job. Later templates see its answer as `creation_response`.',
    }),
    polling_requester: requester.meta({
      title: 'Ask after the job',
      description: 'The request that tells how far the job is, sent every five seconds.',
    }),
    status_extractor: slot(recordExtractorKind).meta({
      title: 'Status',
      description: "Where the answer says the job's status.",
    }),
    status_mapping: slot(jobStatusMapKind).meta({
      title: 'Meaning of statuses',
      description: "What the API's words for the status mean.",
    }),
    download_requester: requester.meta({
      title: 'Download',
      description: 'The request for the result. Templates see `download_target`.',
    }),
    download_target_extractor: slot(recordExtractorKind).optional().meta({
      title: 'What to download',
      description: 'Where the last status answer names the results; one download when left out.',
    }),
    download_target_requester: requester.optional().meta({
      title: 'Ask what to download',
      description: 'For APIs that name the results in an answer of their own.',
      group: 'advanced',
    }),
    download_extractor: slot(recordExtractorKind).optional().meta({
      title: 'Rows',
      description: 'Where the result holds its rows; the whole of it when left out.',
    }),
    download_decoder: slot(decoderKind).optional().meta({
      title: 'Format of the result',
      description: 'JSON when left out.',
    }),
    download_paginator: slot(paginatorKind).optional().meta({
      title: 'Pages of the result',
      description: 'How to ask for the next page of a result.',
      group: 'advanced',
    }),
    decoder: slot(decoderKind).optional().meta({
      title: 'Format of answers about the job',
      description: 'JSON when left out.',
      group: 'advanced',
    }),
    record_selector: slot(recordSelectorKind).meta({
      title: 'Records',
      description: 'Filters and normalisation for the rows of the result.',
    }),
    partition_router: z
      .union([z.array(slot(partitionRouterKind)), slot(partitionRouterKind)])
      .optional()
      .meta({ title: 'Partitions', description: 'One job for each partition.' }),
    polling_job_timeout: z
      .union([z.int(), template('config')])
      .optional()
      .meta({
        title: 'Longest time',
        description: 'Minutes after which a job is given up; 60 when left out.',
        examples: [30],
        group: 'advanced',
      }),
    failed_retry_wait_time_in_seconds: z
      .union([z.int().min(1), template('config')])
      .optional()
      .meta({
        title: 'Wait after a failure',
        description: 'Seconds before a failed job is tried again.',
        examples: [60],
        group: 'advanced',
      }),
    abort_requester: requester.optional().meta({
      title: 'Abort the job',
      description: 'Sent for jobs that are given up.',
      group: 'advanced',
    }),
    delete_requester: requester.optional().meta({
      title: 'Delete the job',
      description: 'Sent when a result was downloaded.',
      group: 'advanced',
    }),
  })
  .meta({
    title: 'Jobs',
    description: 'Starts a job for each slice, waits until it is done and downloads its result.',
  })

export type AsyncRetrieverConfig = z.output<typeof asyncRetrieverSchema>
