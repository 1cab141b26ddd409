import { z } from 'zod'
import { defineComponent, defineKind } from '../component'
import { ManifestInvalid } from '../errors'

/** What a job can be at. */
export type JobStatus = 'running' | 'completed' | 'failed' | 'timeout' | 'skipped'

/** What an API's words for the status of a job mean. */
export type JobStatusMap = ReadonlyMap<string, JobStatus>

export const jobStatusMapKind = defineKind<JobStatusMap>('AsyncJobStatusMap')

const words = z.array(z.string())

export const asyncJobStatusMap = defineComponent({
  schema: z
    .object({
      type: z.literal('AsyncJobStatusMap'),
      running: words.meta({ title: 'Running', description: 'The job is not done yet.' }),
      completed: words.meta({ title: 'Done', description: 'The result can be downloaded.' }),
      failed: words.meta({ title: 'Failed', description: 'The job is tried again.' }),
      timeout: words.meta({
        title: 'Took too long',
        description: 'The job is given up and tried again.',
      }),
      skipped: words.optional().meta({
        title: 'Nothing to do',
        description: 'The job has no result, and that is fine.',
      }),
    })
    .meta({ title: 'Job statuses', description: "What the API's words for a job's status mean." }),

  create({ type: _, ...lists }, context): JobStatusMap {
    const map = new Map<string, JobStatus>()
    for (const [status, list] of Object.entries(lists) as [JobStatus, string[] | undefined][]) {
      for (const word of list ?? []) {
        const known = map.get(word)
        if (known !== undefined && known !== status) {
          throw new ManifestInvalid(`API status ${word} means both ${known} and ${status}`, {
            path: context.path,
          })
        }
        map.set(word, status)
      }
    }
    return map
  },
})
