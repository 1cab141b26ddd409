import { z } from 'zod'
import { idSchema, projectParams } from './common'
import { defineContract } from './contract'

/** A way to take a connector out of the studio. */
export const exportTargetSchema = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  fileName: z.string(),
})

export type ExportTargetSummary = z.output<typeof exportTargetSchema>

export const listExportTargets = defineContract({
  method: 'GET',
  path: '/api/projects/:projectId/export',
  summary: 'Lists the targets that a project can be exported to.',
  params: projectParams,
  reply: z.object({ targets: z.array(exportTargetSchema) }),
})

export const exportProject = defineContract({
  method: 'GET',
  path: '/api/projects/:projectId/export/:target',
  summary: 'Downloads the saved draft, or a version of it, in the form of a target.',
  params: projectParams.extend({ target: idSchema }),
  query: z.strictObject({
    version: z.coerce.number<string | number>().int().min(1).optional(),
  }),
  reply: z.string(),
  format: 'text',
})
