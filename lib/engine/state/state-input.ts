import { ConfigInvalid } from '../errors'
import { isObject, type Json, type JsonObject } from '../values/value'

/**
 * The states of streams by name, from state messages of the Airbyte protocol.
 *
 * One GLOBAL message holds the states of all streams; otherwise each STREAM message holds one, and
 * of two for the same stream the later counts.
 *
 * @throws ConfigInvalid when an entry is no state message or holds a state shared between streams
 */
export function readStates(input: Json | undefined): ReadonlyMap<string, JsonObject> {
  if (input === undefined || isEmpty(input)) return new Map()
  if (!Array.isArray(input)) throw invalid('A state is a list of state messages')
  const messages = input.map(asMessage)
  const [first] = messages
  if (messages.length === 1 && first?.type === 'GLOBAL') return globalStates(first)
  return new Map(
    messages
      .filter((message) => message.type === 'STREAM')
      .flatMap((message) => streamState(message.stream)),
  )
}

function asMessage(value: Json): JsonObject {
  if (isObject(value) && ('stream' in value || 'global' in value || 'data' in value)) {
    const message = value as JsonObject
    return message.type === undefined && 'stream' in message
      ? { ...message, type: 'STREAM' }
      : message
  }
  throw invalid('An entry of the state has none of stream, global and data')
}

function globalStates(message: JsonObject): Map<string, JsonObject> {
  const { global } = message
  if (global === undefined || !isObject(global)) throw invalid('A global state has no content')
  const { shared_state, stream_states } = global as JsonObject
  if (shared_state !== undefined && shared_state !== null) {
    throw invalid('The state has a part shared between streams, which this connector cannot use')
  }
  const states = Array.isArray(stream_states) ? stream_states : []
  return new Map(states.flatMap(streamState))
}

function streamState(entry: Json | undefined): [string, JsonObject][] {
  if (entry === undefined || !isObject(entry)) return []
  const { stream_descriptor, stream_state } = entry as JsonObject
  const name = isObject(stream_descriptor ?? null)
    ? (stream_descriptor as JsonObject).name
    : undefined
  if (typeof name !== 'string') return []
  return [[name, isObject(stream_state ?? null) ? (stream_state as JsonObject) : {}]]
}

function isEmpty(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0
  return !value || (isObject(value) && Object.keys(value).length === 0)
}

function invalid(message: string): ConfigInvalid {
  return new ConfigInvalid(message, { failureType: 'system_error' })
}
