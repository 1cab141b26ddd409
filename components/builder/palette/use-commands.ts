'use client'

import {
  useBuilder,
  useManifestSnapshot,
  useResolvedManifest,
  useSelection,
} from '../manifest-context'
import { valueAt } from '../manifest-values'
import { plainText } from '../sentences/sentence'
import { stationSentence } from '../sentences/station-sentence'
import { stations } from '../stations/registry'
import { addStream } from '../stream-edits'
import { placeOf } from '../stream-place'
import { freeName, streamEntries } from '../streams'
import { useSelectedStream } from '../use-selected-stream'
import type { Command } from './commands'

interface CommandTargets {
  readonly onShortcuts: () => void
  readonly onRunAll: () => void
}

/** All commands of the moment: this stream first, then where to go, then what to do. */
export function useCommands({ onShortcuts, onRunAll }: CommandTargets): Command[] {
  const { document, state } = useBuilder()
  const { isTestClosed, isSidebarRail } = useSelection()
  const { canUndo, canRedo, undoName, redoName } = useManifestSnapshot()
  const entries = streamEntries(useResolvedManifest())
  const stationCommands = useStationCommands()

  const streams = entries.map(({ name, title, place }) => ({
    group: 'Streams',
    label: title,
    detail: name === title ? undefined : name,
    run: () => state.show({ kind: 'stream', name, place }),
  }))
  const places = [
    { label: 'Inputs', screen: { kind: 'inputs' } as const },
    { label: 'Connector settings', screen: { kind: 'connector' } as const },
    { label: 'Versions', screen: { kind: 'versions' } as const },
  ].map(({ label, screen }) => ({ group: 'Go to', label, run: () => state.show(screen) }))
  const views = (['form', 'split', 'yaml'] as const).map((view) => ({
    group: 'View',
    label: { form: 'Form', split: 'Split', yaml: 'YAML' }[view],
    run: () => state.setView(view),
  }))
  const actions: Command[] = [
    { group: 'Do', label: 'Run all streams', keys: 'mod+shift+enter', run: onRunAll },
    {
      group: 'Do',
      label: 'Add a stream',
      run: () => {
        const name = freeName(entries, 'new_stream')
        state.show({ kind: 'stream', name, place: addStream(document, name) })
        state.openStation('request')
      },
    },
    ...(canUndo
      ? [
          {
            group: 'Do',
            label: 'Undo',
            detail: undoName,
            keys: 'mod+z',
            run: () => document.undo(),
          },
        ]
      : []),
    ...(canRedo
      ? [
          {
            group: 'Do',
            label: 'Redo',
            detail: redoName,
            keys: 'mod+shift+z',
            run: () => document.redo(),
          },
        ]
      : []),
    {
      group: 'Do',
      label: isTestClosed ? 'Open the test panel' : 'Close the test panel',
      keys: ']',
      run: () => state.setLayout({ isTestClosed: !isTestClosed }),
    },
    {
      group: 'Do',
      label: isSidebarRail ? 'Widen the sidebar' : 'Narrow the sidebar',
      keys: '[',
      run: () => state.setLayout({ isSidebarRail: !isSidebarRail }),
    },
    { group: 'Do', label: 'Show all keys', keys: '?', run: onShortcuts },
  ]
  return [...stationCommands, ...streams, ...places, ...views, ...actions]
}

/** The stations of the stream on screen, with what they say now. */
function useStationCommands(): Command[] {
  const { state } = useBuilder()
  const { variant } = useSelection()
  const manifest = useResolvedManifest()
  const entry = useSelectedStream()
  if (entry === undefined) return []
  const { path } = placeOf(valueAt(manifest, ...entry.path), entry.path, variant)
  const stream = valueAt(manifest, ...path)
  return stations.map(({ name, title }, index) => ({
    group: `In ${entry.title}`,
    label: title,
    detail: plainText(stationSentence(name, stream, manifest)),
    keys: String(index + 1),
    run: () => state.openStation(name),
  }))
}
