/** Waits that a person may cut short. */
export interface SkippableSleep {
  /** Resolves after `ms` or when skipped; rejects with the signal's reason when aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** Ends all waits that are under way and says how many there were. */
  readonly skip: () => number
}

/** Longest time that one timer can count; longer waits are counted in turns. */
const timerMsMax = 2_147_483_647

/** Waits of one run; see `SkippableSleep`. */
export function createSkippableSleep(): SkippableSleep {
  const waits = new Set<() => void>()
  return {
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal.aborted) {
          reject(signal.reason)
          return
        }
        const wait = startTimer(ms, () => finish(resolve))
        const finish = (settle: () => void) => {
          wait.stop()
          waits.delete(skip)
          signal.removeEventListener('abort', abort)
          settle()
        }
        const skip = () => finish(resolve)
        const abort = () => finish(() => reject(signal.reason))
        waits.add(skip)
        signal.addEventListener('abort', abort)
      })
    },
    skip() {
      const under = [...waits]
      for (const end of under) end()
      return under.length
    },
  }
}

function startTimer(ms: number, done: () => void) {
  let left = Math.max(0, ms)
  let timer: ReturnType<typeof setTimeout>
  const turn = () => {
    const step = Math.min(left, timerMsMax)
    left -= step
    timer = setTimeout(left > 0 ? turn : done, step)
  }
  turn()
  return { stop: () => clearTimeout(timer) }
}
