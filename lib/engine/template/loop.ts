import { isEqual } from '../values/compare'
import { PythonTypeError } from '../values/python-error'
import { Undefined, type Value } from '../values/value'
import { type CallArguments, Callable, NativeFunction, type Runtime } from './runtime'

type Recurse = (items: Value, depth: number, runtime: Runtime) => Value

/** The `loop` variable of one loop. */
export class Loop extends Callable {
  readonly typeName = 'LoopContext'
  readonly #items: readonly Value[]
  readonly #depth: number
  readonly #recurse: Recurse | undefined
  #index = 0
  #changed: readonly Value[] | undefined

  constructor(items: readonly Value[], depth: number, recurse: Recurse | undefined) {
    super()
    this.#items = items
    this.#depth = depth
    this.#recurse = recurse
  }

  get text(): string {
    return `<LoopContext ${this.#index + 1}/${this.#items.length}>`
  }

  moveTo(index: number): void {
    this.#index = index
  }

  /** A recursive loop calls itself with the items below. */
  call({ positional }: CallArguments, runtime: Runtime): Value {
    const [items] = positional
    if (!this.#recurse) {
      throw new PythonTypeError(
        "The loop must have the 'recursive' marker to be called recursively.",
      )
    }
    if (items === undefined) throw new PythonTypeError('loop() needs the items to go through')
    const recurse = this.#recurse
    return runtime.budget.call(() => recurse(items, this.#depth + 1, runtime))
  }

  readonly attributes = {
    has: (name: string): boolean => Object.hasOwn(this.#getters, name),
    get: (name: string): Value | undefined =>
      Object.hasOwn(this.#getters, name) ? this.#getters[name]?.() : undefined,
  }

  readonly #getters: Readonly<Record<string, () => Value>> = {
    index: () => this.#index + 1,
    index0: () => this.#index,
    revindex: () => this.#items.length - this.#index,
    revindex0: () => this.#items.length - this.#index - 1,
    first: () => this.#index === 0,
    last: () => this.#index === this.#items.length - 1,
    length: () => this.#items.length,
    depth: () => this.#depth + 1,
    depth0: () => this.#depth,
    previtem: () => this.#items[this.#index - 1] ?? this.#none('previous', this.#index > 0),
    nextitem: () =>
      this.#items[this.#index + 1] ?? this.#none('next', this.#index + 1 < this.#items.length),
    cycle: () =>
      new NativeFunction('<bound method LoopContext.cycle>', ({ positional }) => {
        if (positional.length === 0) throw new PythonTypeError('no items for cycling given')
        return positional[this.#index % positional.length] ?? null
      }),
    changed: () =>
      new NativeFunction('<bound method LoopContext.changed>', ({ positional }) => {
        const before = this.#changed
        this.#changed = positional
        return !before || !isEqual([...before], [...positional])
      }),
  }

  #none(which: string, isThere: boolean): Value {
    return isThere ? null : new Undefined(`There is no ${which} item, which`)
  }
}
