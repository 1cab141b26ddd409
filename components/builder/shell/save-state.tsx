'use client'

import type { SaveState } from '../saving/draft-saver'

/** How the draft stands with the server, in the top bar. */
export function SaveStateView({ state }: { state: SaveState }) {
  const isWrong = state.kind === 'offline' || state.kind === 'failed' || state.kind === 'conflict'
  return (
    <span className={isWrong ? 'saved c-warn' : 'saved'} role="status">
      {textOf(state)}
    </span>
  )
}

function textOf(state: SaveState): string {
  switch (state.kind) {
    case 'saved':
      return `Saved · ${clock(state.at)}`
    case 'saving':
    case 'unsaved':
      return 'Saving…'
    case 'offline':
      return 'Not saved: offline. Your text is safe in this browser.'
    case 'failed':
      return `Not saved: ${state.message}`
    case 'conflict':
      return 'Not saved: changed in another tab'
  }
}

function clock(moment: string): string {
  const date = new Date(moment)
  return Number.isNaN(date.getTime())
    ? ''
    : date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}
