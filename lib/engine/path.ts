/** Where something stands in the manifest: keys and list indices from the root. */
export type ManifestPath = readonly (string | number)[]

/** `['streams', 0, 'retriever']` → `streams[0].retriever`; the root is `manifest`. */
export function formatPath(path: ManifestPath): string {
  if (path.length === 0) return 'manifest'
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`
      return index === 0 ? part : `.${part}`
    })
    .join('')
}
