/** Most values that aliases may stand for together: aliases of aliases multiply. */
const aliasedMax = 200_000

/** Values of a YAML text that were given a name (YAML 1.2, 6.9.2 and 7.1). */
export class Anchors {
  readonly #values = new Map<string, unknown>()
  readonly #sizes = new WeakMap<object, number>()
  #aliased = 0

  /** Names a value and returns it. */
  keep(name: string, value: unknown): unknown {
    this.#values.set(name, value)
    return value
  }

  /**
   * The value of a name.
   *
   * @throws SyntaxError when nothing has the name, or when aliases stand for too much
   */
  get(name: string): unknown {
    if (!this.#values.has(name)) throw new SyntaxError('An alias of nothing')
    const value = this.#values.get(name)
    this.#aliased += this.#sizeOf(value)
    if (this.#aliased > aliasedMax) throw new SyntaxError('Aliases that multiply')
    return value
  }

  /** The entries that `<<` takes from a mapping or from a list of them, the first of a key counts. */
  merged(value: unknown): [string, unknown][] {
    const sources = Array.isArray(value) ? [...value].reverse() : [value]
    return sources.flatMap((source) => {
      if (typeof source !== 'object' || source === null || Array.isArray(source))
        throw new SyntaxError('Only mappings are merged')
      return Object.entries(source)
    })
  }

  #sizeOf(value: unknown): number {
    if (typeof value !== 'object' || value === null) return 1
    const known = this.#sizes.get(value)
    if (known !== undefined) return known
    let size = 1
    for (const inner of Object.values(value)) size += this.#sizeOf(inner)
    this.#sizes.set(value, size)
    return size
  }
}
