'use client'

import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { environmentQueries } from '@/lib/client/queries/environments'
import type { ManifestSnapshot } from '@/lib/manifest/manifest-snapshot'
import type { TestPanelProps } from '../../testing/test-panel'
import { missingInputs } from '../inputs/missing-inputs'
import { useEnvironmentChoice } from '../inputs/use-environment-choice'
import { useBuilder } from '../manifest-context'
import { resolvedManifest } from '../references'
import { streamInfos } from '../stream-infos'
import { noInputs, useRunSuggestions } from '../suggestions/use-run-suggestions'
import { useSelectedStream } from '../use-selected-stream'
import { useManifestPart } from '../use-stream-entries'
import { usePanelPicking } from './use-panel-picking'
import { usePanelSchema } from './use-panel-schema'

/** What the test panel of the stream on screen needs; nothing when there is no stream. */
export function useTestPanelProps(): TestPanelProps | undefined {
  const { projectId, document, state } = useBuilder()
  const entry = useSelectedStream()
  const name = entry?.name ?? ''
  const [environmentId, setEnvironmentId] = useEnvironmentChoice(projectId)
  const { data: environments } = useQuery(environmentQueries.list(projectId))
  const environment = environments?.find(({ id }) => id === environmentId) ?? environments?.[0]

  const getText = useCallback(() => document.getSnapshot().text, [document])
  const getInfo = useCallback(
    () => streamInfos(document.getSnapshot().manifest)({ name, path: entry?.path ?? [] }),
    [document, name, entry?.path],
  )
  const isTemplate = entry?.kind === 'dynamic' && entry.madeBy === undefined
  const blockedReason = useManifestPart((snapshot) => blocked(snapshot, name, isTemplate))
  const missing = useManifestPart(({ manifest }) =>
    // Until the environments have come nobody knows what is missing.
    environments === undefined
      ? noInputs
      : JSON.stringify(missingInputs(resolvedManifest(manifest), environment)),
  )

  const suggestions = useRunSuggestions(entry, missing)
  const schema = usePanelSchema(entry)
  const picking = usePanelPicking(entry)

  if (entry === undefined) return undefined
  return {
    projectId,
    streamName: name,
    getText,
    getInfo,
    suggestions,
    schema,
    picking,
    environment: {
      id: environment?.id,
      onChange: setEnvironmentId,
      missingInputs: JSON.parse(missing) as string[],
    },
    actions: {
      openStation: (station) => state.openStation(station),
      showAll: () => state.showAllRuns(),
      openInputs: () => state.show({ kind: 'inputs' }),
      widen: () => state.setLayout({ isLineRail: !state.getSnapshot().isLineRail }),
      blockedReason,
    },
  }
}

function blocked(
  { isEditable, problems }: ManifestSnapshot,
  name: string,
  isTemplate: boolean,
): string | undefined {
  if (!isEditable) {
    const broken = problems.find(({ code }) => code.startsWith('yaml_'))
    return broken?.message ?? 'The YAML cannot be read'
  }
  if (isTemplate) return 'A template is not read itself: list its streams and choose one'
  return name === '' ? 'This stream has no name yet' : undefined
}
