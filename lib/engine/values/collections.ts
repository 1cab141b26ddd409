import { hashKey } from './hash-key'
import { PythonObject } from './python-object'
import type { Value } from './value'

/** A dict whose keys need not be text. Keys that are equal in Python (`1`, `1.0`, `True`) are one. */
export class Dict extends PythonObject {
  readonly typeName = 'dict'
  readonly #entries = new Map<string, [Value, Value]>()

  /** @throws PythonTypeError when a key cannot be hashed */
  constructor(entries: Iterable<readonly [Value, Value]> = []) {
    super()
    for (const [key, value] of entries) this.set(key, value)
  }

  get size(): number {
    return this.#entries.size
  }

  get(key: Value): Value | undefined {
    return this.#entries.get(hashKey(key))?.[1]
  }

  has(key: Value): boolean {
    return this.#entries.has(hashKey(key))
  }

  /** The first of several equal keys stays; the last value wins. */
  set(key: Value, value: Value): void {
    const hash = hashKey(key)
    const entry = this.#entries.get(hash)
    if (entry) entry[1] = value
    else this.#entries.set(hash, [key, value])
  }

  delete(key: Value): boolean {
    return this.#entries.delete(hashKey(key))
  }

  clear(): void {
    this.#entries.clear()
  }

  entries(): IterableIterator<readonly [Value, Value]> {
    return this.#entries.values()
  }

  *keys(): Generator<Value> {
    for (const [key] of this.#entries.values()) yield key
  }
}

/** A set, in order of insertion. */
export class PythonSet extends PythonObject {
  readonly typeName = 'set'
  readonly #members = new Map<string, Value>()

  /** @throws PythonTypeError when a member cannot be hashed */
  constructor(members: Iterable<Value> = []) {
    super()
    for (const member of members) this.add(member)
  }

  get size(): number {
    return this.#members.size
  }

  /** Of equal members the first one stays. */
  add(member: Value): void {
    const hash = hashKey(member)
    if (!this.#members.has(hash)) this.#members.set(hash, member)
  }

  has(member: Value): boolean {
    return this.#members.has(hashKey(member))
  }

  values(): IterableIterator<Value> {
    return this.#members.values()
  }
}
