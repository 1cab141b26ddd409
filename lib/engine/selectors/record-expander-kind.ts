import { defineKind } from '../component'
import type { CallScope } from '../requesters/requester'
import type { Json } from '../values/value'
import type { Extraction } from './record-extractor'

/** Makes records of lists inside records. */
export interface RecordExpander {
  expand(records: readonly Json[], scope: CallScope): Extraction | Promise<Extraction>
}

export const recordExpanderKind = defineKind<RecordExpander>('RecordExpander')
