import { defineKind } from '../component'
import type { Patch } from '../stream-scope'
import type { Value } from '../values/value'

/** Puts a value into a place of requests. */
export interface Injector {
  /** Where the value goes, to tell when two injectors are in each other's way. */
  readonly place: string
  /** The value takes the place of the requester's path; `inject` adds nothing then. */
  readonly isPath: boolean
  readonly isHeader: boolean
  inject(value: Value): Patch
}

/** Places inside a request: a parameter, a header, a field of the body. */
export const requestOptionKind = defineKind<Injector>('RequestOption')

/** The place of the path itself. */
export const requestPathKind = defineKind<Injector>('RequestPath')
