'use client'

import { useEffect, useRef } from 'react'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import type { BuilderState, BuilderView } from '../builder-state'
import { stations } from '../stations/registry'

export interface KeyTargets {
  readonly document: ManifestDocument
  readonly state: BuilderState
  readonly saveNow: () => void
  readonly nextProblem: (by: 1 | -1) => void
  readonly nextStream: (by: 1 | -1) => void
  readonly showShortcuts: () => void
  readonly showPalette: () => void
  readonly runAll: () => void
}

type Keys = Readonly<Record<string, () => void>>

const prefixMs = 1_200
const views: Readonly<Record<string, BuilderView>> = { f: 'form', s: 'split', y: 'yaml' }

/** The keys of the builder. Those without ⌘ or Ctrl work only outside of text. */
export function useBuilderKeys(targets: KeyTargets) {
  const latest = useRef(targets)
  latest.current = targets
  const prefix = useRef<{ key: string; at: number } | undefined>(undefined)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const handle = handlerOf(event, latest.current, prefix)
      if (handle === undefined) return
      event.preventDefault()
      handle()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

function handlerOf(
  event: KeyboardEvent,
  targets: KeyTargets,
  prefix: { current: { key: string; at: number } | undefined },
): (() => void) | undefined {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (event.metaKey || event.ctrlKey) return withModifier(targets, event)[key]
  const bare = functionKeys(targets, event)[key]
  if (bare !== undefined) return bare
  if (isText(event.target) || isOverlay(event.target)) return undefined
  if (event.altKey) return withAlt(targets)[key]
  const before = prefix.current
  prefix.current = undefined
  if (before?.key === 'v' && event.timeStamp - before.at < prefixMs) {
    const view = views[key]
    return view && (() => targets.state.setView(view))
  }
  if (key === 'v') {
    return () => {
      prefix.current = { key, at: event.timeStamp }
    }
  }
  return plainKeys(targets)[event.key]
}

function withModifier(
  { document, saveNow, state, showPalette, runAll }: KeyTargets,
  event: KeyboardEvent,
): Keys {
  if (event.key === 'Enter') return event.shiftKey ? { Enter: runAll } : {}
  return {
    z: () => (event.shiftKey ? document.redo() : document.undo()),
    y: () => document.redo(),
    s: saveNow,
    k: showPalette,
    '.': () => {
      const { open, yaml } = state.getSnapshot()
      const station = open.at(-1)
      if (station) state.setStationYaml(station, !yaml.includes(station))
    },
  }
}

function functionKeys({ nextProblem }: KeyTargets, event: KeyboardEvent): Keys {
  return {
    F8: () => nextProblem(event.shiftKey ? -1 : 1),
    F6: () => focusPane(event.shiftKey ? -1 : 1),
  }
}

function withAlt({ nextStream }: KeyTargets): Keys {
  return { ArrowDown: () => nextStream(1), ArrowUp: () => nextStream(-1) }
}

function plainKeys({ state, showShortcuts }: KeyTargets): Keys {
  const numbers = Object.fromEntries(
    stations.map((station, index) => [
      String(index + 1),
      () => {
        state.openStation(station.name)
        focusStation(station.title)
      },
    ]),
  )
  const { isSidebarRail, isTestClosed, isLineRail } = state.getSnapshot()
  return {
    ...numbers,
    '/': () => document.querySelector<HTMLElement>('[data-find-stream]')?.focus(),
    '[': () => state.setLayout({ isSidebarRail: !isSidebarRail }),
    ']': () => state.setLayout({ isTestClosed: !isTestClosed }),
    '}': () => state.setLayout({ isLineRail: !isLineRail, isTestClosed: false }),
    '?': showShortcuts,
  }
}

function focusStation(title: string) {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-station="${title}"]`)?.focus(),
  )
}

/** Takes the keyboard to the next pane: sidebar, line, test. */
function focusPane(by: 1 | -1) {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')]
  const here = panes.findIndex((pane) => pane.contains(document.activeElement))
  const next = panes[(here + by + panes.length) % panes.length]
  next?.querySelector<HTMLElement>('button, input, [tabindex="0"], a')?.focus()
}

function isText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  // The YAML editor takes its text in an element that is no text field.
  if (target.isContentEditable || target.closest('.monaco-editor') !== null) return true
  return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}

/** Menus and dialogs have keys of their own. */
function isOverlay(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('[role=menu], [role=dialog], [role=listbox]') !== null
  )
}

/** What `?` lists, in the order of the guide. */
export const shortcuts: readonly (readonly [keys: readonly string[], text: string])[] = [
  [['mod+k'], 'Commands'],
  [['mod+enter', 'mod+shift+enter'], 'Run the stream, all streams'],
  [['esc'], 'Close; cancel a run in its panel'],
  [['mod+z', 'mod+shift+z'], 'Undo, redo'],
  [['mod+s'], 'Save now'],
  [['v', 'f / s / y'], 'Form, Split, YAML'],
  [['t', 'r / c / s / t / k / l'], 'Results: records, calls, schema, state, checks, log'],
  [['1 – 9'], 'Open the station at that place'],
  [['mod+.'], 'Open station: form or YAML'],
  [['↑ ↓'], 'Move between stations'],
  [['y'], 'Station as YAML'],
  [['/'], 'Find a stream'],
  [['alt+↑', 'alt+↓'], 'Previous, next stream; in the sidebar: move it'],
  [['f2'], 'Rename a stream in the sidebar'],
  [['[', ']', '}'], 'Sidebar, test panel, widen the test panel'],
  [['f8', 'shift+f8'], 'Next, previous problem'],
  [['f6'], 'Next pane'],
  [['?'], 'This list'],
]
