import { defineKind } from '../component'
import type { Transformation } from '../stream-scope'

/** Changes to records; what they do is stated beside the stream they belong to. */
export const transformationKind = defineKind<Transformation>('Transformation')

/** Loads what transformations need before they see their first record. */
export async function prepareAll(transformations: readonly Transformation[]): Promise<void> {
  for (const { prepare } of transformations) await prepare?.()
}
