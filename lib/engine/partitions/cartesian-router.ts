import { StreamSlice } from '../slice'
import { PythonValueError } from '../values/python-error'
import { overlayPatches } from './overlay-patches'
import type { PartitionRouter } from './partition-router'

/** Every combination of the partitions of several routers; the last one's vary fastest. */
export function cartesianRouter(routers: readonly PartitionRouter[]): PartitionRouter {
  return {
    async *slices() {
      const lists: StreamSlice[][] = []
      for (const router of routers) {
        const list: StreamSlice[] = []
        for await (const slice of router.slices()) list.push(slice)
        lists.push(list)
      }
      yield* combinations(lists)
    },
    // The first router's values stay where two set the same name, and the last one's come first.
    patch: (slice) => overlayPatches(routers.map((router) => router.patch(slice)).toReversed()),
    parentState: () => undefined,
    partitionFields: routers.flatMap((router) => router.partitionFields),
    hasRequestOption: routers.some((router) => router.hasRequestOption),
    parentCount: 0,
    ancestors: routers.flatMap((router) => router.ancestors),
  }
}

function* combinations(
  lists: readonly (readonly StreamSlice[])[],
  chosen: readonly StreamSlice[] = [],
): Generator<StreamSlice> {
  const list = lists[chosen.length]
  if (!list) {
    yield combine(chosen)
    return
  }
  for (const slice of list) yield* combinations(lists, [...chosen, slice])
}

function combine(slices: readonly StreamSlice[]): StreamSlice {
  const windows = slices.filter((slice) => Object.keys(slice.cursorSlice).length > 0)
  if (windows.length > 1) throw new PythonValueError('There should only be a single cursor slice')
  const firstWins = slices.toReversed()
  return new StreamSlice(
    Object.assign({}, ...firstWins.map((slice) => slice.partition)),
    windows[0]?.cursorSlice ?? {},
    Object.assign({}, ...firstWins.map((slice) => slice.extraFields)),
  )
}
