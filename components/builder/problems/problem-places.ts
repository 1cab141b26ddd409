'use client'

import type { Problem } from '@/lib/manifest/problem'
import { useBuilder } from '../manifest-context'
import { resolvedManifest } from '../references'
import { streamEntries } from '../streams'
import { findPlace } from './find-place'

/** Where a problem is, in the words of the builder, and the way there. */
export function useProblemPlaces() {
  const { document, state } = useBuilder()
  const find = (problem: Problem) => {
    const manifest = resolvedManifest(document.getSnapshot().manifest)
    return findPlace({ document, manifest, entries: streamEntries(manifest) }, problem.path)
  }

  return {
    nameOf: (problem: Problem): string => {
      const place = find(problem)
      if (place) return place.title
      if (problem.path[0] === 'spec') return 'Inputs'
      if (problem.path.length > 0) return problem.path.join('.')
      return problem.range ? `line ${problem.range.startLine}` : 'Manifest'
    },
    show: (problem: Problem) => {
      const place = find(problem)
      if (place) {
        state.show({ kind: 'stream', name: place.entry.name, place: place.entry.place })
        if (place.station) state.openStation(place.station)
        state.reveal(place.path)
        return
      }
      if (problem.path[0] === 'spec') state.show({ kind: 'inputs' })
      else if (state.getSnapshot().view === 'form') state.setView('split')
      state.reveal(problem.path)
    },
  }
}
