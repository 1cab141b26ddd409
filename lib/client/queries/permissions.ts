import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { grantPermission, listPermissions, revokePermission } from '../../contracts/permissions'
import { call } from '../call'

export const permissionQueries = {
  list: (projectId: string) =>
    queryOptions({
      queryKey: ['projects', projectId, 'permissions'],
      queryFn: async ({ signal }) =>
        (await call(listPermissions, { params: { projectId }, signal })).permissions,
    }),
}

/** Lets a project call a loopback or private address from now on. */
export function useGrantPermission(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: { host: string; port: number }) =>
      call(grantPermission, { params: { projectId }, body }),
    onSuccess: () => queryClient.invalidateQueries(permissionQueries.list(projectId)),
  })
}

/** Takes a permission back. */
export function useRevokePermission(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (permissionId: string) =>
      call(revokePermission, { params: { projectId, permissionId } }),
    onSuccess: () => queryClient.invalidateQueries(permissionQueries.list(projectId)),
  })
}
