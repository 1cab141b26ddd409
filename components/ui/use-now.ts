'use client'

import { useSyncExternalStore } from 'react'

const beatMs = 30_000
let nowMs = Date.now()

/** The time, at most half a minute old; whoever shows an age is drawn again when it changes. */
export function useNow(): number {
  return useSyncExternalStore(
    subscribe,
    () => nowMs,
    () => nowMs,
  )
}

function subscribe(onChange: () => void) {
  const beat = setInterval(() => {
    nowMs = Date.now()
    onChange()
  }, beatMs)
  return () => clearInterval(beat)
}
