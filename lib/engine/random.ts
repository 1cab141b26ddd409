import type { EngineContext } from './context'

/** A number from 0 up to 1, from the context's only source of chance. */
export function randomOf(engine: EngineContext): number {
  // The first eight digits of a version 4 UUID are random (RFC 9562 5.4).
  return Number.parseInt(engine.uuid().slice(0, 8), 16) / 2 ** 32
}
