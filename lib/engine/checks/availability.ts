import type { EngineContext } from '../context'
import { EngineError } from '../errors'
import { runOf } from '../run'
import type { Stream } from '../streams/stream'

/**
 * Reads up to the first record of the first slice. Returns why that fails, or nothing.
 *
 * No record at all is fine; no slice is not, since nothing was asked then.
 */
export async function unavailability(
  stream: Stream,
  engine: EngineContext,
): Promise<string | undefined> {
  try {
    for await (const slice of stream.slices()) {
      const scope = { index: 0, purpose: 'data', signal: engine.signal } as const
      for await (const records of stream.read(slice, scope)) {
        if (records.length > 0) return undefined
      }
      runOf(engine).note(
        'info',
        `Stream ${stream.name} answers and has no records.`,
        [],
        stream.name,
      )
      return undefined
    }
    return `Cannot attempt to connect to stream ${stream.name} - no stream slices were found`
  } catch (error) {
    if (error instanceof EngineError) return error.message || error.internalMessage
    throw error
  }
}
