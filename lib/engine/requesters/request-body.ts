import { defineKind } from '../component'
import type { Variables } from '../interpolate'
import type { Patch } from '../stream-scope'

/** Writes the body of requests. */
export interface RequestBody {
  /** The body's part of a request; empty when the templates give nothing to send. */
  patch(variables: Variables): Pick<Patch, 'bodyData' | 'bodyJson'>
}

export const requestBodyKind = defineKind<RequestBody>('RequestBody')
