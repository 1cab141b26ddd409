'use client'

import { useDeferredValue, useMemo } from 'react'
import type { PanelSchema } from '../../testing/panel-schema'
import { useBuilder, useSelection } from '../manifest-context'
import { fingerprint, valueAt } from '../manifest-values'
import { resolvedManifest } from '../references'
import {
  acceptFields,
  allowNull,
  cursorFieldOf,
  keysOf,
  makeCursor,
  noCursorReason,
  schemaPlace,
  toggleKey,
} from '../schema-edits'
import { placeOf } from '../stream-place'
import type { StreamEntry } from '../streams'
import { useManifestPart } from '../use-stream-entries'

/** What the stream on screen declares, worked out anew only when that changes. */
export function usePanelSchema(entry: StreamEntry | undefined): PanelSchema | undefined {
  const { document } = useBuilder()
  const { variant } = useSelection()
  const isEditable = useManifestPart((snapshot) => snapshot.isEditable)
  const key = useDeferredValue(
    useManifestPart(({ manifest }) => {
      if (!entry) return ''
      const { stream, path } = read(manifest, entry, variant)
      const parts = ['schema_loader', 'primary_key', 'incremental_sync'] as const
      return [path.join('/'), ...parts.map((part) => fingerprint(valueAt(stream, part)))].join('\n')
    }),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says when the schema is another
  return useMemo(() => {
    if (!entry) return undefined
    const { stream, path } = read(document.getSnapshot().manifest, entry, variant)
    const place = schemaPlace(stream, path)
    return {
      declared: place.kind === 'inline' ? place.schema : undefined,
      lockedReason: isEditable
        ? place.kind === 'elsewhere'
          ? `The fields come from ${place.type || 'elsewhere'} and are not written in the manifest`
          : undefined
        : 'The YAML cannot be read; mend it first',
      keys: keysOf(stream),
      cursorField: cursorFieldOf(stream),
      noCursorReason: noCursorReason(stream),
      accept: (changes) => acceptFields(document, path, changes),
      allowNull: (field) => allowNull(document, path, field),
      toggleKey: (field) => toggleKey(document, path, field),
      makeCursor: (field) => makeCursor(document, path, field),
    }
  }, [document, entry, variant, key, isEditable])
}

type Variant = Parameters<typeof placeOf>[2]

function read(manifest: unknown, entry: StreamEntry, variant: Variant) {
  const resolved = resolvedManifest(manifest)
  const { path } = placeOf(valueAt(resolved, ...entry.path), entry.path, variant)
  return { stream: valueAt(resolved, ...path), path }
}
