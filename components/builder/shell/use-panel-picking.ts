'use client'

import { useDeferredValue, useMemo } from 'react'
import type { JsonObject } from '@/lib/engine/values/value'
import { streamInfo } from '@/lib/testread/stream-info'
import type { PanelPicking } from '../../testing/panel-picking'
import { useBuilder, useSelection } from '../manifest-context'
import { asObject, fingerprint, valueAt } from '../manifest-values'
import { pickUses, tokenPathOf } from '../picking/pick-uses'
import { resolvedManifest } from '../references'
import { cursorFieldOf, keysOf } from '../schema-edits'
import { stations } from '../stations/registry'
import { placeOf } from '../stream-place'
import type { StreamEntry } from '../streams'
import { useManifestPart } from '../use-stream-entries'

/** What can be pointed at in the responses of the stream on screen. Nothing while it cannot be edited. */
export function usePanelPicking(entry: StreamEntry | undefined): PanelPicking | undefined {
  const { document } = useBuilder()
  const { variant } = useSelection()
  const key = useDeferredValue(
    useManifestPart(({ manifest, isEditable }) => {
      if (!entry || !isEditable) return ''
      const { path } = placeOf(
        valueAt(resolvedManifest(manifest), ...entry.path),
        entry.path,
        variant,
      )
      return `${path.join('/')}\n${fingerprint(valueAt(resolvedManifest(manifest), ...path))}`
    }),
  )
  return useMemo(() => {
    if (!entry || key === '') return undefined
    const resolved = resolvedManifest(document.getSnapshot().manifest)
    const { path } = placeOf(valueAt(resolved, ...entry.path), entry.path, variant)
    const stream = valueAt(resolved, ...path)
    const { recordsPath } = streamInfo((asObject(stream) ?? {}) as JsonObject)
    const context = { document, stream, streamPath: path, recordsPath }
    return {
      recordsPath,
      tokenPath: tokenPathOf(stream),
      keys: keysOf(stream),
      cursorField: cursorFieldOf(stream),
      usesOf: (node) =>
        pickUses(node, context).map((use) => ({
          ...use,
          apply: () => {
            use.apply()
            flash(use.station)
          },
        })),
      undo: () => document.undo(),
    }
  }, [document, entry, variant, key])
}

const flashMs = 600

/** Shows for a moment which station was changed, where the line is in sight. */
function flash(station: (typeof stations)[number]['name']) {
  const title = stations.find(({ name }) => name === station)?.title
  const row = globalThis.document.querySelector(`[data-station="${title}"]`)?.closest('.station')
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
  row?.animate([{ background: 'var(--accent-soft)' }, { background: 'transparent' }], flashMs)
}
