import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Both halves of V8's young generation together: 8 MB for new objects. */
const BYTES_WANTED = 16 * 1024 * 1024

/**
 * A function to call now and then during a read. It keeps V8's young generation from growing once it
 * has the size that a read needs.
 *
 * V8 doubles it up to 64 MB as a read goes on, though what a page leaves is dead before the next one is
 * there. 8 MB take a third less memory in (b) of the bench and no more CPU; with 4 MB, pages of a
 * megabyte live long enough to be copied into the old generation.
 */
export function createYoungGenerationKeeper(): () => void {
  let isKept = false
  return () => {
    if (isKept || youngBytes() < BYTES_WANTED) return
    isKept = true
    setFlagsFromString('--semi-space-growth-factor=1')
  }
}

function youngBytes(): number {
  const spaces = getHeapSpaceStatistics()
  return spaces.find((each) => each.space_name === 'new_space')?.space_size ?? 0
}
