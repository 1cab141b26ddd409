'use client'

import { Crosshair } from 'lucide-react'
import { stringifyJson } from '@/lib/engine/values/json'
import { Float, type Json, type JsonObject } from '@/lib/engine/values/value'
import { Chip } from '../ui/chip'
import { cellText, numberText } from './cell-text'
import { isBranch, type TreeRow } from './tree-rows'

interface TreeLineProps {
  row: TreeRow
  place: { readonly index: number; readonly top: number; readonly isTabStop: boolean }
  mark: string | undefined
  isHit: boolean
  onFocus: () => void
  onToggle: () => void
  /** Points at the value; absent where nothing can be done with it. */
  onPick?: (() => void) | undefined
}

/** One line of a body: key, value or what is inside, and the role it plays. */
export function TreeLine({ row, place, mark, isHit, onFocus, onToggle, onPick }: TreeLineProps) {
  const { depth, key, value, isOpen, more } = row
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys of its lines
    <div
      role="treeitem"
      aria-level={depth + 1}
      aria-expanded={isOpen}
      aria-selected={place.isTabStop}
      data-index={place.index}
      tabIndex={place.isTabStop ? 0 : -1}
      className={isHit ? 'ln hit' : 'ln'}
      style={{ transform: `translateY(${place.top}px)`, paddingLeft: 8 + depth * 16 }}
      onFocus={onFocus}
      onClick={onToggle}
      onContextMenu={(event) => {
        if (!onPick || more) return
        event.preventDefault()
        onPick()
      }}
    >
      <span className="tw" aria-hidden="true">
        {more || isOpen === false ? '▸' : isOpen ? '▾' : ''}
      </span>
      {more ? (
        <span className="t3">
          {more.count.toLocaleString('en')} more, show {Math.min(more.count, 100)}
        </span>
      ) : (
        <>
          {key !== '' && (
            <span>
              <span className="k">{key}</span>
              <span className="t3">:</span>
            </span>
          )}
          {isBranch(value) ? (
            <Branch value={value} isOpen={isOpen === true} />
          ) : (
            <Leaf value={value} />
          )}
          {mark && <Chip tone="acc">{mark}</Chip>}
          {onPick && (
            <span
              aria-hidden="true"
              className="use"
              onClick={(event) => {
                event.stopPropagation()
                onPick()
              }}
            >
              <Crosshair className="i s" /> Use
            </span>
          )}
        </>
      )}
    </div>
  )
}

function Branch({ value, isOpen }: { value: readonly Json[] | JsonObject; isOpen: boolean }) {
  const isList = Array.isArray(value)
  const size = isList ? value.length : Object.keys(value).length
  const noun = isList ? (size === 1 ? 'item' : 'items') : size === 1 ? 'key' : 'keys'
  return (
    <>
      <span className="t3">{isList ? '[]' : '{}'}</span>
      <span className="cnt cut">
        {isOpen || size === 0 ? `${size.toLocaleString('en')} ${noun}` : summaryOf(value)}
      </span>
    </>
  )
}

const summaryFields = 3

/** The first leaves of a closed node, so that items can be told apart. */
function summaryOf(value: readonly Json[] | JsonObject): string {
  if (Array.isArray(value)) return `${value.length.toLocaleString('en')} items`
  const leaves = Object.entries(value).filter(([, child]) => !isBranch(child))
  const texts = leaves
    .slice(0, summaryFields)
    .map(([name, child]) => `${name} ${cellText(child, 24)}`)
  return texts.length > 0
    ? texts.join(' · ')
    : Object.keys(value).slice(0, summaryFields).join(' · ')
}

function Leaf({ value }: { value: Json }) {
  if (typeof value === 'string') return <span className="str">{stringifyJson(value)}</span>
  if (value === null) return <span className="nul">null</span>
  if (typeof value === 'boolean') return <span className="nul">{String(value)}</span>
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof Float) {
    return <span className="nm2">{numberText(value)}</span>
  }
  return null
}
