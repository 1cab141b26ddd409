/** Events of several workers for one listener, in the order in which they came. */
export function eventQueue<T>() {
  const waiting: T[] = []
  let isEnded = false
  let wake: (() => void) | undefined
  const ring = () => {
    wake?.()
    wake = undefined
  }
  return {
    push(item: T): void {
      waiting.push(item)
      ring()
    },
    end(): void {
      isEnded = true
      ring()
    },
    async *items(): AsyncGenerator<T> {
      while (true) {
        while (waiting.length > 0) yield waiting.shift() as T
        if (isEnded) return
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
  }
}
