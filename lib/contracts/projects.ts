import { z } from 'zod'
import { claimsSchema } from '../assistant/claims'
import {
  doneReply,
  idSchema,
  manifestTextSchema,
  momentSchema,
  nameBody,
  nameSchema,
  projectParams,
} from './common'
import { defineContract } from './contract'
import { importBodyBytesMax, importDocumentsSchema, modelNameSchema } from './imports'
import { lastRunSchema } from './proof-summary'

/** A stream of the draft with what its last run found. */
export const streamSummarySchema = z.object({
  name: z.string(),
  lastRun: lastRunSchema.optional(),
})

/** A project in the list. `streams` follows the draft's order and is empty while it cannot be read. */
export const projectSummarySchema = z.object({
  id: idSchema,
  name: z.string(),
  streams: z.array(streamSummarySchema),
  isReadable: z.boolean().meta({ description: 'The draft is YAML whose streams can be listed.' }),
  versionCount: z.int(),
  createdAt: momentSchema,
  updatedAt: momentSchema,
})

export type ProjectSummary = z.output<typeof projectSummarySchema>

/** A project with the text being edited. */
export const projectSchema = z.object({
  id: idSchema,
  name: z.string(),
  draft: z.object({ text: z.string(), revision: z.int(), savedAt: momentSchema }),
  lastRuns: z.record(z.string(), lastRunSchema).meta({ description: 'By name of the stream.' }),
  createdAt: momentSchema,
  updatedAt: momentSchema,
})

export type Project = z.output<typeof projectSchema>

/** What a new project begins with. */
export const projectSourceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('blank') }),
  z.strictObject({ kind: z.literal('manifest'), text: manifestTextSchema }),
  z.strictObject({ kind: z.literal('sample'), name: z.string().max(100) }),
  z.strictObject({
    kind: z.literal('practice'),
    streams: z.array(z.string().max(100)).min(1).max(100),
    isBare: z.boolean().optional().meta({
      description:
        'Leave authentication, pages and increments to whoever builds it. Default false.',
    }),
  }),
  z.strictObject({
    kind: z.literal('import'),
    documents: importDocumentsSchema,
    streams: z.array(z.string().max(300)).min(1).max(2_000).meta({
      description: 'Names of found streams. Those whose keys they need come with them.',
    }),
    /** They are checked against the documents again, so they may come from anywhere. */
    byModel: z
      .strictObject({ model: modelNameSchema, claims: claimsSchema })
      .optional()
      .meta({ description: 'What a model found, as `importWithModel` gave it.' }),
  }),
])

export type ProjectSource = z.output<typeof projectSourceSchema>

export const listProjects = defineContract({
  method: 'GET',
  path: '/api/projects',
  summary: 'Lists the projects, the one changed last first, with the last run of each stream.',
  reply: z.object({ projects: z.array(projectSummarySchema) }),
})

/** A project made from the practice API comes with an environment that is ready to run. */
export const createProject = defineContract({
  method: 'POST',
  path: '/api/projects',
  summary:
    'Creates a project from nothing, a manifest, documents, a sample connector or the practice API.',
  body: z.strictObject({ name: nameSchema, source: projectSourceSchema }),
  bodyBytesMax: importBodyBytesMax,
  reply: projectSchema,
})

export const getProject = defineContract({
  method: 'GET',
  path: '/api/projects/:projectId',
  summary: 'Gives a project with its draft.',
  params: projectParams,
  reply: projectSchema,
})

export const renameProject = defineContract({
  method: 'PATCH',
  path: '/api/projects/:projectId',
  summary: 'Renames a project.',
  params: projectParams,
  body: nameBody,
  reply: projectSchema,
})

export const deleteProject = defineContract({
  method: 'DELETE',
  path: '/api/projects/:projectId',
  summary: 'Deletes a project with its versions, environments and runs. There is no way back.',
  params: projectParams,
  reply: doneReply,
})

/** Secrets are copied too; they stay readable to nobody. Runs and permissions are not copied. */
export const duplicateProject = defineContract({
  method: 'POST',
  path: '/api/projects/:projectId/duplicate',
  summary: 'Copies a project: its draft and its environments.',
  params: projectParams,
  body: nameBody,
  reply: projectSchema,
})
