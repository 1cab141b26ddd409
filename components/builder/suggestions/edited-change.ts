import { ManifestDocument } from '@/lib/manifest/manifest-document'
import { ManifestError } from '@/lib/manifest/manifest-error'
import type { SuggestionEditing } from '../../testing/panel-suggestions'
import { resolvedManifest } from '../references'
import { streamEntries } from '../streams'
import { changeOf } from './suggested-changes'

const place = ['value'] as const

/** What a suggestion would write, as YAML, and the suggestion with another text in its place. */
export function suggestionEditing(document: ManifestDocument): SuggestionEditing {
  return {
    textOf: ({ suggestion }) => {
      const scratch = new ManifestDocument('value: null\n')
      scratch.set(place, suggestion.value)
      return scratch.textOf(place)?.replace(/\n$/, '') ?? ''
    },
    edited: (change, text) => {
      const read = readValue(text)
      if ('why' in read) return read
      const manifest = resolvedManifest(document.getSnapshot().manifest)
      const entry = streamEntries(manifest).find(({ name }) => name === change.stream)
      if (!entry) return { why: 'The stream is not in the manifest any more' }
      return changeOf(document, entry, { ...change.suggestion, value: read.value })
    },
  }
}

function readValue(text: string): { readonly value: unknown } | { readonly why: string } {
  if (text.trim() === '')
    return { why: 'Nothing is written; reject it to leave the place as it is' }
  const scratch = new ManifestDocument('value: null\n')
  try {
    scratch.replaceNode(place, text)
  } catch (error) {
    if (error instanceof ManifestError) return { why: error.message }
    throw error
  }
  const { manifest, isEditable } = scratch.getSnapshot()
  const value = (manifest as { readonly value?: unknown } | null)?.value
  return isEditable && value !== undefined ? { value } : { why: 'This is no YAML' }
}
