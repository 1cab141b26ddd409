'use client'

import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
const keyOf = (projectId: string) => `plumbline:environment:${projectId}`

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The environment that runs use in this browser; everybody who asks sees the same. */
export function useEnvironmentChoice(projectId: string) {
  const chosen = useSyncExternalStore(
    subscribe,
    () => read(projectId),
    () => undefined,
  )
  const choose = (environmentId: string) => {
    try {
      localStorage.setItem(keyOf(projectId), environmentId)
    } catch {
      // Storage may be switched off; then the first environment is used.
    }
    for (const listener of listeners) listener()
  }
  return [chosen, choose] as const
}

function read(projectId: string): string | undefined {
  try {
    return localStorage.getItem(keyOf(projectId)) ?? undefined
  } catch {
    return undefined
  }
}
