import { defineKind } from '../component'
import type { JsonObject } from '../values/value'

/** Makes stream definitions from a template. */
export interface ComponentsResolver {
  /** One definition for each entry of the list that the resolver goes by. */
  resolve(template: JsonObject): Promise<readonly JsonObject[]>
  readonly isFromConfig: boolean
}

export const componentsResolverKind = defineKind<ComponentsResolver>('ComponentsResolver')
