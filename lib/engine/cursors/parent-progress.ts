import { partitionKey } from '../partitions/partition-key'
import type { JsonObject } from '../values/value'

/**
 * How far the parents of a stream are done with: a parent's state counts once every partition made
 * up to then has been read.
 */
export class ParentProgress {
  /** The parents' state that is safe to go on from. */
  current: JsonObject | undefined
  readonly #recorded: {
    readonly number: number
    readonly key: string
    readonly state: JsonObject | undefined
  }[] = []

  /** Notes the parents' state at the time a partition was made. */
  record(partition: number, state: JsonObject | undefined): void {
    const key = state ? partitionKey(state) : ''
    if (this.#recorded.at(-1)?.key === key) return
    this.#recorded.push({ number: partition, key, state })
  }

  /** Moves on, given the number of the earliest partition that is still open. */
  advance(earliestOpen: number | undefined): void {
    while (this.#recorded.length > 0) {
      const [first] = this.#recorded
      if (!first || (earliestOpen !== undefined && earliestOpen <= first.number)) return
      this.#recorded.shift()
      if (first.state) this.current = first.state
    }
  }
}

/** The partitions that were begun and are not done, with the slices they still have to read. */
export class OpenPartitions {
  readonly #partitions = new Map<
    string,
    { readonly number: number; slices: number; isComplete: boolean }
  >()
  #count = 0

  has(key: string): boolean {
    return this.#partitions.has(key)
  }

  /** Begins a partition and gives its number, from 0. */
  begin(key: string): number {
    const number = this.#count
    this.#count += 1
    this.#partitions.set(key, { number, slices: 0, isComplete: false })
    return number
  }

  addSlice(key: string, isLast: boolean): void {
    const partition = this.#partitions.get(key)
    if (!partition) return
    partition.slices += 1
    partition.isComplete ||= isLast
  }

  /** Takes a slice that was read; says whether it was the partition's last. */
  closeSlice(key: string): boolean {
    const partition = this.#partitions.get(key)
    if (!partition) return false
    partition.slices -= 1
    return partition.isComplete && partition.slices === 0
  }

  end(key: string): void {
    this.#partitions.delete(key)
  }

  /** The number of the partition that was begun first among those still open. */
  earliest(): number | undefined {
    return this.#partitions.values().next().value?.number
  }

  hasOpenSlices(): boolean {
    for (const { slices } of this.#partitions.values()) if (slices > 0) return true
    return false
  }
}
