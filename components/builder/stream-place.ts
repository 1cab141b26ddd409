import type { ManifestPath } from '@/lib/engine/path'
import { typeOf, valueAt } from './manifest-values'

export type Variant = 'full_refresh_stream' | 'incremental_stream'

/** Where the part of a stream stands that the line shows: inside a template or a variant, if it has one. */
export interface StreamPlace {
  readonly path: ManifestPath
  readonly variant: Variant | undefined
}

/** The place of the part that is shown. */
export function placeOf(stream: unknown, path: ManifestPath, variant: Variant): StreamPlace {
  if (typeOf(stream) === 'DynamicDeclarativeStream') {
    const template = valueAt(stream, 'stream_template')
    return placeOf(template, [...path, 'stream_template'], variant)
  }
  if (typeOf(stream) === 'StateDelegatingStream') return { path: [...path, variant], variant }
  return { path, variant: undefined }
}

/** The same part of a stream of another text. */
export function bodyOf(stream: unknown, variant: Variant | undefined): unknown {
  const { path } = placeOf(stream, [], variant ?? 'full_refresh_stream')
  return valueAt(stream, ...path)
}
