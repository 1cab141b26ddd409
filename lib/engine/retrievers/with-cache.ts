import type { ComponentConfig } from '../component'
import type { JsonObject } from '../values/value'

/** The retriever with its requester's response cache on, for answers that several streams need. */
export function withCache(retriever: ComponentConfig): ComponentConfig {
  const { requester } = retriever
  if (typeof requester !== 'object' || requester === null) return retriever
  return { ...retriever, requester: { ...(requester as JsonObject), use_cache: true } }
}
