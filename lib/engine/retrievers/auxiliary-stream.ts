import type { StreamScope } from '../stream-scope'

/**
 * What a retriever knows of a stream that it only works for: its name, and none of its slices,
 * records and transformations.
 */
export function auxiliaryStream(stream: StreamScope | undefined): StreamScope {
  return {
    name: stream?.name ?? '',
    primaryKey: [],
    transformations: [],
    slicePatcher: { patch: () => ({}) },
    cursor: undefined,
    state: {},
    isIncremental: false,
    schema: async () => ({}),
    configuredSchema: stream?.configuredSchema,
  }
}
