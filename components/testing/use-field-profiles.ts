'use client'

import { useMemo } from 'react'
import { type FieldProfile, profileFields } from '@/lib/testread/field-profile'
import type { PanelSchema } from './panel-schema'
import type { StreamRun } from './run-store'

/** Records that are looked at. */
export const profiledMax = 5_000

const none: readonly FieldProfile[] = []

/** The fields of a run beside what is declared now; none while it reads. */
export function useFieldProfiles(
  { read }: StreamRun,
  schema: PanelSchema | undefined,
): readonly FieldProfile[] {
  const isRunning = read.status === 'running'
  const declared = schema?.declared
  return useMemo(() => {
    if (isRunning) return none
    return profileFields(
      read.records.slice(0, profiledMax).map(({ data }) => data),
      declared,
    )
  }, [isRunning, read.records, declared])
}
