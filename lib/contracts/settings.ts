import { z } from 'zod'
import { defineContract } from './contract'

/** How this installation is set up. */
export const getSettings = defineContract({
  method: 'GET',
  path: '/api/settings',
  summary: 'Says how this installation is set up.',
  reply: z.object({
    version: z.string(),
    mode: z.literal('personal'),
    database: z.enum(['sqlite', 'postgresql']),
    dataFolder: z.string().meta({ description: 'Where the key file is, and a SQLite database.' }),
    practiceBaseUrl: z.string().optional(),
  }),
})

export type Settings = z.output<typeof getSettings.reply>

export const getHealth = defineContract({
  method: 'GET',
  path: '/api/health',
  summary: 'Says whether the server and its database answer.',
  isOpen: true,
  reply: z.object({ status: z.literal('ok'), version: z.string() }),
})

export const getOpenApi = defineContract({
  method: 'GET',
  path: '/api/openapi.json',
  summary: 'Gives this description of the API as OpenAPI 3.1.',
  reply: z.looseObject({ openapi: z.string() }),
})
