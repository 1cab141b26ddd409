import type { ReadEvent } from '../engine/events'
import type { Failure } from '../engine/failure'
import { formatPath } from '../engine/path'
import { stringifyJson } from '../engine/values/json'
import type { Json, JsonObject } from '../engine/values/value'
import { recordData } from './record-data'
import type { Mask } from './secrets'

export type LogLevel = 'FATAL' | 'ERROR' | 'WARN' | 'INFO' | 'DEBUG'

/** Turns what happens into messages of the Airbyte protocol, one JSON text each. */
export class Protocol {
  readonly #mask: Mask
  readonly #nowMs: () => number
  readonly #recordStarts = new Map<string, string>()
  readonly #recordCounts = new Map<string, number>()
  readonly #isDebugging: boolean

  constructor(options: { mask: Mask; nowMs: () => number; isDebugging: boolean }) {
    this.#mask = options.mask
    this.#nowMs = options.nowMs
    this.#isDebugging = options.isDebugging
  }

  /** The messages for an event; most events that tell of calls and pages have none. */
  *messages(event: ReadEvent): Generator<string> {
    switch (event.kind) {
      case 'records':
        yield* this.#records(event)
        return
      case 'state':
        yield this.#state(event.stream, event.state)
        return
      case 'stream':
        yield this.#status(event.stream, event.status)
        return
      case 'error':
        yield this.failure(event, event.stream)
        return
      case 'control':
        yield this.control(event.config)
        return
      case 'wait':
        yield this.log('INFO', event.text)
        return
      case 'note':
        if (event.level !== 'debug' || this.#isDebugging) {
          yield this.log(levels[event.level], withPlace(event.text, event.path))
        }
        return
      default:
    }
  }

  *#records({ stream, records }: Extract<ReadEvent, { kind: 'records' }>): Generator<string> {
    // Putting the text together by hand is several times faster than a message object for each.
    const start = this.#recordStart(stream)
    const end = `,"emitted_at":${Math.round(this.#nowMs())}}}`
    this.#recordCounts.set(stream, (this.#recordCounts.get(stream) ?? 0) + records.length)
    for (const record of records) yield start + stringifyJson(recordData(record)) + end
  }

  #recordStart(stream: string): string {
    let start = this.#recordStarts.get(stream)
    if (start === undefined) {
      start = `{"type":"RECORD","record":{"stream":${JSON.stringify(stream)},"data":`
      this.#recordStarts.set(stream, start)
    }
    return start
  }

  #state(stream: string, state: JsonObject): string {
    const count = this.#recordCounts.get(stream) ?? 0
    this.#recordCounts.set(stream, 0)
    const descriptor = `{"name":${JSON.stringify(stream)}}`
    return `{"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":${descriptor},"stream_state":${stringifyJson(state)}},"sourceStats":{"recordCount":${count}.0}}}`
  }

  #status(stream: string, status: string): string {
    return this.#trace({
      type: 'STREAM_STATUS',
      emitted_at: this.#nowMs(),
      stream_status: { stream_descriptor: { name: stream }, status },
    })
  }

  /** A trace of a failure, of a stream or of the whole run. */
  failure(failure: Failure, stream?: string): string {
    const { message, internalMessage, failureType, path } = failure
    return this.#trace({
      type: 'ERROR',
      emitted_at: Math.round(this.#nowMs()),
      error: {
        message: this.#mask(message),
        ...optional('internal_message', internalMessage && this.#mask(internalMessage)),
        ...optional('stack_trace', path.length > 0 ? `at ${formatPath(path)}` : undefined),
        failure_type: failureType,
        ...(stream === undefined ? {} : { stream_descriptor: { name: stream } }),
      },
    })
  }

  control(config: JsonObject): string {
    return write({
      type: 'CONTROL',
      control: {
        type: 'CONNECTOR_CONFIG',
        emitted_at: this.#nowMs(),
        connectorConfig: { config },
      },
    })
  }

  log(level: LogLevel, text: string): string {
    return write({ type: 'LOG', log: { level, message: this.#mask(text) } })
  }

  spec(spec: JsonObject): string {
    return write({ type: 'SPEC', spec })
  }

  catalog(catalog: { readonly streams: readonly JsonObject[] }): string {
    return write({ type: 'CATALOG', catalog: { streams: catalog.streams } })
  }

  connectionStatus(status: 'SUCCEEDED' | 'FAILED', message?: string): string {
    return write({
      type: 'CONNECTION_STATUS',
      connectionStatus: {
        status,
        ...optional('message', message === undefined ? undefined : this.#mask(message)),
      },
    })
  }

  #trace(trace: JsonObject): string {
    return write({ type: 'TRACE', trace })
  }
}

const levels = { debug: 'DEBUG', info: 'INFO', warn: 'WARN', error: 'ERROR' } as const

function withPlace(text: string, path: readonly (string | number)[]): string {
  return path.length === 0 ? text : `${text} (${formatPath(path)})`
}

function optional(key: string, value: Json | undefined): JsonObject {
  return value === undefined || value === '' ? {} : { [key]: value }
}

function write(message: JsonObject): string {
  return stringifyJson(message)
}
