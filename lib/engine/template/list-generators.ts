import { hashKey } from '../values/hash-key'
import type { Value } from '../values/value'
import { checkItems } from './budget'
import type { Getter } from './item-getter'
import { iterate, listOf } from './operands'
import type { Runtime } from './runtime'
import { TemplateRuntimeError } from './template-error'

/** Lists of `size` items; the last one filled up unless `fill` is null. */
export function* batches(
  value: Value,
  size: number,
  fill: Value,
  runtime: Runtime,
): Generator<Value> {
  let batch: Value[] = []
  for (const item of iterate(value)) {
    runtime.budget.step()
    if (batch.length === size) {
      yield batch
      batch = []
    }
    batch.push(item)
  }
  if (batch.length === 0) return
  if (fill !== null) {
    checkItems(size)
    while (batch.length < size) batch.push(fill)
  }
  yield batch
}

/** So many lists, the first ones longer where it does not come out even. */
export function* slices(
  value: Value,
  count: number,
  fill: Value,
  runtime: Runtime,
): Generator<Value> {
  const items = listOf(value, runtime)
  if (count === 0) throw new TemplateRuntimeError('A list cannot be cut into 0 slices')
  checkItems(count)
  const size = Math.floor(items.length / count)
  const longer = items.length % count
  let at = 0
  for (let index = 0; index < count; index++) {
    const length = size + (index < longer ? 1 : 0)
    const slice = items.slice(at, at + length)
    at += length
    if (fill !== null && index >= longer) slice.push(fill)
    yield slice
  }
}

/** The items whose keys did not come before. */
export function* uniques(value: Value, keyOf: Getter, runtime: Runtime): Generator<Value> {
  const seen = new Set<string>()
  for (const item of iterate(value)) {
    runtime.budget.step()
    const key = hashKey(keyOf(item))
    if (seen.has(key)) continue
    seen.add(key)
    yield item
  }
}
