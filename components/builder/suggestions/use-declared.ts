'use client'

import { useQuery } from '@tanstack/react-query'
import { projectQueries } from '@/lib/client/queries/projects'
import type { DeclaredStream } from '@/lib/contracts/declared'

/** What documents declared of a project's streams; asked for once there is a run to hold against it. */
export function useDeclared(projectId: string, hasRun: boolean): readonly DeclaredStream[] {
  const { data } = useQuery({
    ...projectQueries.declared(projectId),
    enabled: hasRun,
  })
  return data ?? none
}

const none: readonly DeclaredStream[] = []
