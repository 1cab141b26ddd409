import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { exportProject, listExportTargets } from '../../contracts/exports'
import { getVersion, listVersions, publishVersion } from '../../contracts/versions'
import { call, urlOf } from '../call'

export const versionQueries = {
  list: (projectId: string) =>
    queryOptions({
      queryKey: ['projects', projectId, 'versions'],
      queryFn: async ({ signal }) =>
        (await call(listVersions, { params: { projectId }, signal })).versions,
    }),
  /** A version never changes. */
  detail: (projectId: string, number: number) =>
    queryOptions({
      queryKey: ['projects', projectId, 'versions', number],
      queryFn: ({ signal }) => call(getVersion, { params: { projectId, number }, signal }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
}

/** Publishes the saved draft; fails with `draft_conflict` when it is not at `revision` any more. */
export function usePublishVersion(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: { notes: string; revision: number }) =>
      call(publishVersion, { params: { projectId }, body }),
    onSuccess: () => queryClient.invalidateQueries(versionQueries.list(projectId)),
  })
}

export const exportQueries = {
  targets: (projectId: string) =>
    queryOptions({
      queryKey: ['projects', projectId, 'export'],
      queryFn: async ({ signal }) =>
        (await call(listExportTargets, { params: { projectId }, signal })).targets,
    }),
}

/** Where a browser downloads a project from, in the form of a target. */
export function exportUrl(projectId: string, target: string, version?: number): string {
  return urlOf(exportProject, { projectId, target }, { version })
}
