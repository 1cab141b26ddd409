import type { EngineRecord } from '../events'
import { StreamSlice } from '../slice'
import { PythonTypeError } from '../values/python-error'
import { Float, type Json, type JsonObject, ownValue } from '../values/value'
import type { ProgressCursor } from './progress-cursor'

/** The slice keys of a cursor that counts; they are the same for every manifest. */
export const COUNT_START = 'start'
const COUNT_END = 'end'

/**
 * Follows a number that only grows. There is one slice, from the state to the end of all numbers,
 * and the state is the highest number seen.
 */
export class CountCursor implements ProgressCursor {
  readonly field: string
  readonly #start: number | bigint
  readonly #warn: () => void
  readonly #given: JsonObject
  readonly #from: Json
  #highest: Json

  constructor(field: string, start: number | bigint, state: JsonObject, warn: () => void) {
    this.field = field
    this.#start = start
    this.#warn = warn
    const value = knownValue(field, state)
    this.#given = 'state_type' in state ? {} : state
    this.#from = value !== undefined && isHigher(value, start) ? value : start
    this.#highest = this.#from
  }

  *windows(): Generator<StreamSlice> {
    yield new StreamSlice({}, { [COUNT_START]: this.#from, [COUNT_END]: Number.POSITIVE_INFINITY })
  }

  observe(record: EngineRecord): void {
    const value = ownValue(record, this.field)
    if (value === undefined || value === null) this.#warn()
    else if (isHigher(value, this.#highest)) this.#highest = value
  }

  /** Nothing to do: the state is taken from the records alone. */
  close(): void {}

  shouldBeSynced(record: EngineRecord): boolean {
    const value = ownValue(record, this.field)
    if (value !== undefined && value !== null) return !isHigher(this.#start, value)
    this.#warn()
    return true
  }

  state(): JsonObject {
    return { ...this.#given, [this.field]: this.#highest }
  }
}

function knownValue(field: string, state: JsonObject): Json | undefined {
  if (!('state_type' in state)) return ownValue(state, field)
  const [first] = Array.isArray(state.slices) ? (state.slices as JsonObject[]) : []
  return first?.most_recent_cursor_value ?? first?.end
}

/** @throws PythonTypeError when one is no number */
function isHigher(left: Json, right: Json): boolean {
  return numberOf(left) > numberOf(right)
}

function numberOf(value: Json): number | bigint {
  if (typeof value === 'number' || typeof value === 'bigint') return value
  if (typeof value === 'boolean') return Number(value)
  if (value instanceof Float) return value.value
  throw new PythonTypeError('The cursor field of a counting cursor has to hold numbers')
}
