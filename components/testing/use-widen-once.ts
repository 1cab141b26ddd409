'use client'

import type { RefObject } from 'react'

const roomyPx = 860

/** Asks for room the first time it is needed in a project; after that the person's choice holds. */
export function useWidenOnce(
  projectId: string,
  panel: RefObject<HTMLElement | null>,
  widen: (() => void) | undefined,
) {
  const key = `plumbline:widened:${projectId}`
  return () => {
    const isRoomy = (panel.current?.offsetWidth ?? 0) >= roomyPx
    if (!widen || isRoomy || wasAsked(key)) return
    widen()
  }
}

/** Remembers that it was asked. Where nothing can be stored, it is asked never. */
function wasAsked(key: string): boolean {
  try {
    if (localStorage.getItem(key)) return true
    localStorage.setItem(key, 'yes')
    return false
  } catch {
    return true
  }
}
