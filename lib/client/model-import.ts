import type { ImportDocument } from '../contracts/imports'
import {
  importWithModel,
  type ModelImportEvent,
  modelImportEventSchema,
} from '../contracts/model-imports'
import { parseJson } from '../engine/values/json'
import { send } from './call'
import { linesOf } from './test-read'

/**
 * Lets the model read documents and yields what happens. Aborting the signal, or leaving the loop,
 * closes the connection, and that ends the calls to the model.
 *
 * @throws CallFailed when the reading could not begin; later failures are events
 */
export async function* streamModelImport(
  documents: readonly ImportDocument[],
  signal: AbortSignal,
): AsyncGenerator<ModelImportEvent> {
  const response = await send(importWithModel, { body: { documents: [...documents] }, signal })
  if (!response.body) return
  for await (const line of linesOf(response.body)) {
    yield modelImportEventSchema.parse(parseJson(line))
  }
}
