import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { getDeclared } from '../../contracts/declared'
import { saveDraft } from '../../contracts/drafts'
import {
  createProject,
  deleteProject,
  duplicateProject,
  getProject,
  listProjects,
  renameProject,
} from '../../contracts/projects'
import { call } from '../call'

export const projectQueries = {
  list: () =>
    queryOptions({
      queryKey: ['projects'],
      queryFn: async ({ signal }) => (await call(listProjects, { signal })).projects,
    }),
  detail: (projectId: string) =>
    queryOptions({
      queryKey: ['projects', projectId],
      queryFn: ({ signal }) => call(getProject, { params: { projectId }, signal }),
    }),
  /** What documents said of the streams, once; it stays as it is. */
  declared: (projectId: string) =>
    queryOptions({
      queryKey: ['projects', projectId, 'declared'],
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: async ({ signal }) =>
        (await call(getDeclared, { params: { projectId }, signal })).streams,
    }),
}

/** Creates a project; the new project is in the cache when the mutation has succeeded. */
export function useCreateProject() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: z.input<typeof createProject.body>) => call(createProject, { body }),
    onSuccess: (project) => {
      queryClient.setQueryData(projectQueries.detail(project.id).queryKey, project)
      return refreshList(queryClient)
    },
  })
}

/** Renames a project, in the cache too. */
export function useRenameProject() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ projectId, name }: { projectId: string; name: string }) =>
      call(renameProject, { params: { projectId }, body: { name } }),
    onSuccess: ({ id, name, updatedAt }) => {
      queryClient.setQueryData(
        projectQueries.detail(id).queryKey,
        (project) => project && { ...project, name, updatedAt },
      )
      return refreshList(queryClient)
    },
  })
}

/** Deletes a project; nothing of it stays in the cache. */
export function useDeleteProject() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (projectId: string) => call(deleteProject, { params: { projectId } }),
    onSuccess: (_, projectId) => {
      queryClient.removeQueries({ queryKey: ['projects', projectId] })
      return refreshList(queryClient)
    },
  })
}

/** Copies a project and gives the copy. */
export function useDuplicateProject() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ projectId, name }: { projectId: string; name: string }) =>
      call(duplicateProject, { params: { projectId }, body: { name } }),
    onSuccess: () => refreshList(queryClient),
  })
}

/**
 * Saves the draft. Saves of one project queue up, so an older text never lands last.
 *
 * Fails with `draft_conflict` when a newer draft was saved elsewhere; `details` of that problem is
 * `draftConflictSchema`, so that both texts can be shown.
 */
export function useSaveDraft(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    scope: { id: `draft:${projectId}` },
    mutationFn: (body: z.input<typeof saveDraft.body>) =>
      call(saveDraft, { params: { projectId }, body }),
    onSuccess: ({ revision, savedAt }, { text }) => {
      queryClient.setQueryData(
        projectQueries.detail(projectId).queryKey,
        (project) => project && { ...project, draft: { text, revision, savedAt } },
      )
    },
  })
}

function refreshList(queryClient: ReturnType<typeof useQueryClient>) {
  return queryClient.invalidateQueries({ ...projectQueries.list(), exact: true })
}
