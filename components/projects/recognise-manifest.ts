import { isObject, type Json } from '@/lib/engine/values/value'
import { ManifestDocument } from '@/lib/manifest/manifest-document'

/** What a pasted text turned out to be. */
export type Recognised =
  | {
      readonly kind: 'manifest'
      readonly streamCount: number
      readonly version: string | undefined
      readonly title: string | undefined
    }
  | { readonly kind: 'other-yaml' }
  | { readonly kind: 'broken'; readonly message: string; readonly line: number | undefined }

/**
 * Says what a text is before anything is made of it. Broken YAML is said so; it can be opened all
 * the same, since half-finished work is work too.
 */
export function recogniseManifest(text: string): Recognised {
  const { manifest, problems, isEditable } = new ManifestDocument(text).getSnapshot()
  const mistake = problems.find((problem) => problem.severity === 'error')
  if (!isEditable || mistake?.code.startsWith('yaml')) {
    return {
      kind: 'broken',
      message: mistake?.message ?? 'The text is no YAML',
      line: mistake?.range?.startLine,
    }
  }
  if (!isObject(manifest)) return { kind: 'other-yaml' }
  const { streams, version, type, metadata, dynamic_streams } = manifest
  const isManifest =
    Array.isArray(streams) || Array.isArray(dynamic_streams) || type === 'DeclarativeSource'
  if (!isManifest) return { kind: 'other-yaml' }
  return {
    kind: 'manifest',
    streamCount: lengthOf(streams) + lengthOf(dynamic_streams),
    version: typeof version === 'string' ? version : undefined,
    title: titleOf(metadata),
  }
}

const lengthOf = (value: Json | undefined) => (Array.isArray(value) ? value.length : 0)

function titleOf(metadata: Json | undefined): string | undefined {
  if (metadata === undefined || !isObject(metadata)) return undefined
  const { title } = metadata
  return typeof title === 'string' && title.trim() !== '' ? title.trim() : undefined
}
