import { DateTime } from '../datetime/date-time'
import { Opaque, type Value, type ValueObject } from '../values/value'
import { Budget } from './budget'

/** What templates may know of the world outside: the time and chance. */
export interface TemplateHost {
  /** Microseconds since 1970-01-01T00:00:00Z. */
  readonly nowMicros: () => number
  readonly uuid: () => string
}

/** Arguments of one call, evaluated. */
export interface CallArguments {
  readonly positional: readonly Value[]
  readonly named: ReadonlyMap<string, Value>
}

/** Something a template can call. */
export abstract class Callable extends Opaque {
  abstract call(args: CallArguments, runtime: Runtime): Value
}

/** A function, method or class of the engine's own. */
export class NativeFunction extends Callable {
  readonly typeName: string
  readonly text: string
  readonly #run: (args: CallArguments, runtime: Runtime) => Value

  constructor(
    text: string,
    run: (args: CallArguments, runtime: Runtime) => Value,
    typeName = 'function',
  ) {
    super()
    this.text = text
    this.typeName = typeName
    this.#run = run
  }

  call(args: CallArguments, runtime: Runtime): Value {
    return this.#run(args, runtime)
  }
}

/** A filter or test, looked up once and used as often as needed. */
export type Operation = (value: Value, args: CallArguments, runtime: Runtime) => Value

/** The parts of the language that filters and methods need and that are built on them in turn. */
export interface Language {
  /** `value.name` */
  attribute(value: Value, name: string): Value
  /** An attribute, never an item; undefined when there is none. */
  member(value: Value, name: string): Value | undefined
  /** `value[key]` */
  item(value: Value, key: Value): Value
  filter(name: string): Operation | undefined
  test(name: string): Operation | undefined
}

/** One evaluation of a template. */
export class Runtime {
  readonly budget = new Budget()
  readonly host: TemplateHost
  readonly language: Language
  /** The variables the template was given. */
  readonly context: ValueObject
  /** Whether output is escaped for HTML, inside `autoescape`. */
  isEscaping = false

  constructor(context: ValueObject, host: TemplateHost, language: Language) {
    this.context = context
    this.host = host
    this.language = language
  }

  get now(): DateTime {
    return DateTime.ofEpochMicros(this.host.nowMicros())
  }
}

/** A parameter's name and, where it may be left out, its value then. */
export type ParameterSpec = readonly [name: string, fallback?: Value]
