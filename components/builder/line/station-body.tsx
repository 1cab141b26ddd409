'use client'

import type { StationName } from '@/lib/testread/test-read'
import { NodeYaml } from '../fields/node-yaml'
import { SharedNotice } from '../fields/shared-notice'
import { useResolvedManifest } from '../manifest-context'
import { valueAt } from '../manifest-values'
import { stations } from '../stations/registry'
import type { StreamPlace } from '../stream-place'
import { StationSuggestions } from '../suggestions/station-suggestions'

interface StationBodyProps {
  name: StationName
  place: StreamPlace
  isYaml: boolean
}

/** What an open station shows beneath its sentence: its form, or its YAML. */
export function StationBody({ name, place, isYaml }: StationBodyProps) {
  const stream = valueAt(useResolvedManifest(), ...place.path)
  const station = stations.find((each) => each.name === name)
  if (station === undefined) return null
  const path = [...place.path, ...station.place(stream)]
  if (isYaml) return <NodeYaml path={path} hasFocus />
  const { Form } = station
  return (
    <>
      <StationSuggestions station={name} />
      <SharedNotice path={path} streamPath={place.path} />
      <Form streamPath={place.path} path={path} />
    </>
  )
}
