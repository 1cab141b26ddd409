import { z } from 'zod'
import { doneReply, idSchema, momentSchema, nameBody, projectParams } from './common'
import { defineContract } from './contract'
import { jsonObjectSchema } from './json-value'

/**
 * Named test values of a project. Secrets are written and never read: an answer says only that one
 * is set and when it changed.
 */
export const environmentSchema = z.object({
  id: idSchema,
  name: z.string(),
  values: jsonObjectSchema.meta({
    description: 'The values that are no secrets, as the configuration nests them.',
  }),
  secrets: z
    .record(z.string(), z.object({ isSet: z.literal(true), changedAt: momentSchema }))
    .meta({ description: 'By place in the configuration, keys joined with dots.' }),
  updatedAt: momentSchema,
})

export type Environment = z.output<typeof environmentSchema>

const environmentParams = projectParams.extend({ environmentId: idSchema })

export const listEnvironments = defineContract({
  method: 'GET',
  path: '/api/projects/:projectId/environments',
  summary: 'Lists the environments of a project, the oldest first.',
  params: projectParams,
  reply: z.object({ environments: z.array(environmentSchema) }),
})

export const createEnvironment = defineContract({
  method: 'POST',
  path: '/api/projects/:projectId/environments',
  summary: 'Creates an empty environment (409 `name_taken`).',
  params: projectParams,
  body: nameBody,
  reply: environmentSchema,
})

export const renameEnvironment = defineContract({
  method: 'PATCH',
  path: '/api/projects/:projectId/environments/:environmentId',
  summary: 'Renames an environment (409 `name_taken`).',
  params: environmentParams,
  body: nameBody,
  reply: environmentSchema,
})

export const deleteEnvironment = defineContract({
  method: 'DELETE',
  path: '/api/projects/:projectId/environments/:environmentId',
  summary: 'Deletes an environment with its secrets.',
  params: environmentParams,
  reply: doneReply,
})

/**
 * `values` replaces all plain values. Of `secrets`, a place that is absent keeps its secret, `null`
 * clears it, text replaces it; a mask such as `****` is refused (422 `secret_is_mask`).
 */
export const saveTestValues = defineContract({
  method: 'PUT',
  path: '/api/projects/:projectId/environments/:environmentId/values',
  summary: 'Saves test values. Secrets go in and never come out.',
  params: environmentParams,
  body: z.strictObject({
    values: jsonObjectSchema.optional(),
    secrets: z.record(z.string().min(1).max(500), z.string().max(100_000).nullable()).optional(),
  }),
  bodyBytesMax: 1_000_000,
  reply: environmentSchema,
})
