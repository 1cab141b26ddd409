import { queryOptions, useMutation } from '@tanstack/react-query'
import { listRuns } from '../../contracts/runs'
import { checkConnection, skipWait } from '../../contracts/test-reads'
import { call } from '../call'

export const runQueries = {
  /** Invalidate after a test read ended: the server has stored the run by then. */
  list: (projectId: string) =>
    queryOptions({
      queryKey: ['projects', projectId, 'runs'],
      queryFn: async ({ signal }) => (await call(listRuns, { params: { projectId }, signal })).runs,
    }),
}

/** Ends the waits that the run of a tab is in. */
export function useSkipWait(projectId: string) {
  return useMutation({
    mutationFn: (tab: string) => call(skipWait, { params: { projectId }, body: { tab } }),
  })
}

/** Tries the streams that the manifest checks. */
export function useCheckConnection(projectId: string) {
  return useMutation({
    mutationFn: (body: { text: string; environmentId?: string | undefined }) =>
      call(checkConnection, { params: { projectId }, body }),
  })
}
