import { z } from 'zod'
import { doneReply, idSchema, momentSchema, projectParams } from './common'
import { defineContract } from './contract'

/**
 * A loopback or private address that a project may call because somebody said so. Addresses that
 * are never called, such as metadata services, cannot be permitted (422 `target_never_allowed`).
 */
export const permissionSchema = z.object({
  id: idSchema,
  host: z.string(),
  port: z.int(),
  createdAt: momentSchema,
})

export type Permission = z.output<typeof permissionSchema>

export const listPermissions = defineContract({
  method: 'GET',
  path: '/api/projects/:projectId/permissions',
  summary: 'Lists the private addresses that a project may call.',
  params: projectParams,
  reply: z.object({ permissions: z.array(permissionSchema) }),
})

export const grantPermission = defineContract({
  method: 'POST',
  path: '/api/projects/:projectId/permissions',
  summary: 'Lets a project call a loopback or private address; remembered for this project.',
  params: projectParams,
  body: z.strictObject({
    host: z.string().trim().min(1).max(253),
    port: z.int().min(1).max(65_535),
  }),
  reply: permissionSchema,
})

export const revokePermission = defineContract({
  method: 'DELETE',
  path: '/api/projects/:projectId/permissions/:permissionId',
  summary: 'Takes a permission back.',
  params: projectParams.extend({ permissionId: idSchema }),
  reply: doneReply,
})
