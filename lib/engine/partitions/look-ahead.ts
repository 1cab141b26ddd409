/**
 * Yields each item and whether it is the last one, which takes asking for the next one first.
 *
 * The reference engine does the same at every level, so a parent's next page may be asked for
 * before the first child, and an item that is held back when the source fails is never seen.
 */
export async function* withLast<T>(
  source: AsyncIterable<T> | Iterable<T>,
): AsyncGenerator<readonly [item: T, isLast: boolean]> {
  let held: { readonly item: T } | undefined
  for await (const item of source) {
    if (held) yield [held.item, false]
    held = { item }
  }
  if (held) yield [held.item, true]
}

/**
 * Batches of records, and whether a batch is the last one. Only the last record of a batch waits
 * for the next batch, so that it comes with what follows.
 */
export async function* batchesWithLast<T>(
  source: AsyncIterable<readonly T[]>,
): AsyncGenerator<readonly [items: readonly T[], isLast: boolean]> {
  let held: readonly T[] = []
  for await (const batch of source) {
    const last = batch.at(-1)
    if (last === undefined) continue
    const items = [...held, ...batch.slice(0, -1)]
    held = [last]
    if (items.length > 0) yield [items, false]
  }
  if (held.length > 0) yield [held, true]
}
