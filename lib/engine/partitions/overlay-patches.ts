import type { Patch } from '../stream-scope'

/** All patches together; where several set the same name, the last one's value stays. */
export function overlayPatches(patches: readonly Patch[]): Patch {
  return patches.reduce(overlay, {})
}

function overlay(below: Patch, above: Patch): Patch {
  return {
    params: together(below.params, above.params),
    headers: together(below.headers, above.headers),
    bodyData: bodyTogether(below.bodyData, above.bodyData),
    bodyJson: bodyTogether(below.bodyJson, above.bodyJson),
  }
}

function together<Entries extends object>(below: Entries | undefined, above: Entries | undefined) {
  return below && above ? { ...below, ...above } : (above ?? below)
}

function bodyTogether(below: Patch['bodyData'], above: Patch['bodyData']): Patch['bodyData'] {
  if (typeof below === 'string' || typeof above === 'string') return above ?? below
  return together(below, above)
}
