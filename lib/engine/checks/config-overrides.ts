import { z } from 'zod'

/** Config values that apply during the check only. */
export const configOverridesSchema = z
  .record(z.string(), z.unknown())
  .optional()
  .meta({
    title: 'Other config values',
    description: 'Values that replace those of the configuration during the check only.',
    examples: [{ page_size: 1 }],
    group: 'advanced',
  })
