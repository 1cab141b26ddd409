import { ownValue, Undefined, type Value } from '../values/value'
import { checkLength } from './budget'
import { globals } from './functions'
import type { Runtime } from './runtime'

/** The variables of one block while it runs, and those of the blocks around it. */
export class Frame {
  readonly runtime: Runtime
  readonly #parent: Frame | undefined
  #names: Map<string, Value> | undefined

  constructor(runtime: Runtime, parent?: Frame) {
    this.runtime = runtime
    this.#parent = parent
  }

  inner(): Frame {
    return new Frame(this.runtime, this)
  }

  set(name: string, value: Value): void {
    this.#names ??= new Map()
    this.#names.set(name, value)
  }

  get(name: string): Value {
    for (let frame: Frame | undefined = this; frame; frame = frame.#parent) {
      const value = frame.#names?.get(name)
      if (value !== undefined) return value
    }
    const given = ownValue(this.runtime.context, name)
    return given ?? (given === null ? null : (globals.get(name) ?? new Undefined(`'${name}'`)))
  }
}

/** Text that is being put together. */
export class Output {
  #text = ''

  /** @throws TemplateTooCostly */
  add(text: string): void {
    checkLength(this.#text.length + text.length)
    this.#text += text
  }

  get text(): string {
    return this.#text
  }
}
