'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { environmentQueries } from '@/lib/client/queries/environments'
import { useStreamRun } from '../../testing/use-test-read'
import { useBuilder, useResolvedManifest } from '../manifest-context'
import { asObject, valueAt } from '../manifest-values'
import { useSelectedStream } from '../use-selected-stream'
import type { TemplateNames } from './completion'
import { runValues } from './run-values'

/** What a template may use here, with the values of the last run and of the test values. */
export function useTemplateNames(variables: readonly string[]): TemplateNames {
  const { projectId } = useBuilder()
  const run = useStreamRun(projectId, useSelectedStream()?.name ?? '')
  const manifest = useResolvedManifest()
  const { data: environments } = useQuery(environmentQueries.list(projectId))
  const environment =
    environments?.find(({ id }) => id === run?.request.environmentId) ?? environments?.[0]
  const allowed = variables.join(' ')

  return useMemo(() => {
    const seen = runValues(run?.read)
    const declared = asObject(valueAt(manifest, 'spec', 'connection_specification', 'properties'))
    const inputs = Object.keys(declared ?? {}).map((name) => [name, environment?.values[name]])
    const names = new Map<string, unknown>()
    for (const name of allowed.split(' ').filter(Boolean)) {
      names.set(name, name === 'config' ? Object.fromEntries(inputs) : seen.get(name))
    }
    return names
  }, [allowed, run?.read, manifest, environment])
}
