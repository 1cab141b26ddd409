'use client'

import { useEffect, useRef } from 'react'
import type { PanelTab } from './test-panel'

const prefixMs = 1200

const tabs: Readonly<Record<string, PanelTab>> = {
  r: 'records',
  c: 'calls',
  s: 'schema',
  t: 'state',
  k: 'checks',
  l: 'log',
}

/** `T`, then a letter, shows a tab; outside text fields only. */
export function useTabKeys(show: (tab: PanelTab) => void) {
  const latest = useRef(show)
  latest.current = show
  useEffect(() => {
    let prefixAt = Number.NEGATIVE_INFINITY
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return
      const key = event.key.toLowerCase()
      const tab = event.timeStamp - prefixAt < prefixMs ? tabs[key] : undefined
      prefixAt = tab === undefined && key === 't' ? event.timeStamp : Number.NEGATIVE_INFINITY
      if (tab === undefined) return
      event.preventDefault()
      event.stopPropagation()
      latest.current(tab)
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  // The YAML editor takes its text in an element that is no text field.
  if (target.isContentEditable || target.closest('.monaco-editor') !== null) return true
  return ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
}
