'use client'

import { useSyncExternalStore } from 'react'

const symbols = {
  mac: { mod: '⌘', shift: '⇧', alt: '⌥', enter: '↵', esc: 'esc' },
  other: { mod: 'Ctrl ', shift: '⇧', alt: 'Alt ', enter: '↵', esc: 'esc' },
} as const

const never = () => () => {}
const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform)

/** Whether ⌘ is the modifier here; on the server and everywhere else it is Ctrl. */
export function useIsMac(): boolean {
  return useSyncExternalStore(never, isMac, () => false)
}

/** Keys as they are printed on this machine: `mod+enter` is ⌘↵ or Ctrl ↵. */
export function Kbd({ keys }: { keys: string }) {
  const names: Record<string, string> = symbols[useIsMac() ? 'mac' : 'other']
  return (
    <kbd>
      <span aria-hidden="true">
        {keys.split('+').map((key) => names[key] ?? key.toUpperCase())}
      </span>
    </kbd>
  )
}
