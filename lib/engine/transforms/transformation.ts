import { defineKind } from '../component'
import type { Transformation } from '../stream-scope'

/** Changes to records; what they do is stated beside the stream they belong to. */
export const transformationKind = defineKind<Transformation>('Transformation')
