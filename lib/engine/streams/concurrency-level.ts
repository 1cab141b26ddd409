import { z } from 'zod'
import { defineComponent, defineKind, template } from '../component'
import { ManifestInvalid } from '../errors'
import { interpolatedString } from '../interpolate'

/** How many slices are read at the same time. */
export interface Concurrency {
  readonly workers: number
}

export const concurrencyKind = defineKind<Concurrency>('Concurrency')

export const concurrencyLevel = defineComponent({
  schema: z
    .object({
      type: z.literal('ConcurrencyLevel'),
      default_concurrency: z.union([z.int(), template('config')]).meta({
        title: 'Workers',
        description: 'How many slices are read at the same time.',
        examples: [4, "{{ config['workers'] }}"],
      }),
      max_concurrency: z
        .int()
        .optional()
        .meta({
          title: 'At most',
          description: 'The limit for a number that comes from the configuration.',
          examples: [10],
        }),
    })
    .meta({ title: 'Concurrency', description: 'How much is read at the same time.' }),

  create({ default_concurrency, max_concurrency }, context): Concurrency {
    if (typeof default_concurrency === 'number')
      return { workers: Math.max(1, default_concurrency) }
    const { path } = context
    if (default_concurrency.includes('config') && !max_concurrency) {
      throw new ManifestInvalid('max_concurrency is needed when the config sets the workers', {
        path: [...path, 'max_concurrency'],
      })
    }
    const workers = interpolatedString(default_concurrency, context)()
    if (typeof workers !== 'number' || !Number.isInteger(workers)) {
      throw new ManifestInvalid('default_concurrency did not evaluate to an integer', {
        path: [...path, 'default_concurrency'],
      })
    }
    return { workers: Math.max(1, Math.min(workers, max_concurrency ?? workers)) }
  },
})
