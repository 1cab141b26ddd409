import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import {
  createEnvironment,
  deleteEnvironment,
  listEnvironments,
  renameEnvironment,
  saveTestValues,
} from '../../contracts/environments'
import { call } from '../call'

export const environmentQueries = {
  list: (projectId: string) =>
    queryOptions({
      queryKey: ['projects', projectId, 'environments'],
      queryFn: async ({ signal }) =>
        (await call(listEnvironments, { params: { projectId }, signal })).environments,
    }),
}

/** Makes an empty environment; fails with `name_taken`. */
export function useCreateEnvironment(projectId: string) {
  return useEnvironmentMutation(projectId, (name: string) =>
    call(createEnvironment, { params: { projectId }, body: { name } }),
  )
}

/** Renames an environment; fails with `name_taken`. */
export function useRenameEnvironment(projectId: string) {
  return useEnvironmentMutation(
    projectId,
    ({ environmentId, name }: { environmentId: string; name: string }) =>
      call(renameEnvironment, { params: { projectId, environmentId }, body: { name } }),
  )
}

/** Deletes an environment with its secrets. */
export function useDeleteEnvironment(projectId: string) {
  return useEnvironmentMutation(projectId, (environmentId: string) =>
    call(deleteEnvironment, { params: { projectId, environmentId } }),
  )
}

/** Saves test values. Secrets are in the request only and never in the cache. */
export function useSaveTestValues(projectId: string) {
  return useEnvironmentMutation(
    projectId,
    ({ environmentId, ...body }: { environmentId: string } & z.input<typeof saveTestValues.body>) =>
      call(saveTestValues, { params: { projectId, environmentId }, body }),
  )
}

function useEnvironmentMutation<Input, Reply>(
  projectId: string,
  mutationFn: (input: Input) => Promise<Reply>,
) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn,
    mutationKey: changeKey(projectId),
    // Nothing of a mutation outlives its component: its input may hold a secret.
    gcTime: 0,
    onSuccess: () => queryClient.invalidateQueries(environmentQueries.list(projectId)),
  })
}

function changeKey(projectId: string) {
  return ['change environments', projectId] as const
}

/**
 * The environment that a run uses: the chosen one, else the first. Waits until what was entered is
 * saved or refused, so that a run begins with what is on screen; undefined where there is none.
 */
export async function environmentOfRun(
  queryClient: QueryClient,
  projectId: string,
  chosenId: string | undefined,
): Promise<string | undefined> {
  await environmentsSettled(queryClient, projectId)
  const all = await queryClient.ensureQueryData(environmentQueries.list(projectId)).catch(() => [])
  return all.find(({ id }) => id === chosenId)?.id ?? all[0]?.id
}

/** Resolves when nothing that was entered is still on its way to the server, saved or not. */
function environmentsSettled(queryClient: QueryClient, projectId: string): Promise<void> {
  const isQuiet = () => queryClient.isMutating({ mutationKey: changeKey(projectId) }) === 0
  if (isQuiet()) return Promise.resolve()
  return new Promise((resolve) => {
    const leave = queryClient.getMutationCache().subscribe(() => {
      if (!isQuiet()) return
      leave()
      resolve()
    })
  })
}
