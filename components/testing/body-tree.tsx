'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { Json } from '@/lib/engine/values/value'
import { SearchField } from '../ui/text-field'
import { TreeLine } from './tree-line'
import { type BodyKeys, isBranch, pathsWith, type TreeRow, treeRows } from './tree-rows'

interface BodyTreeProps {
  value: Json
  /** Roles of paths, shown as chips. */
  marks: ReadonlyMap<string, string>
  /** A place to open and to go to. */
  reveal?: BodyKeys | undefined
  /** A line was pointed at. */
  onPick?: ((row: TreeRow, anchor: HTMLElement) => void) | undefined
}

const itemsFirst = 3
const itemsMore = 100
const itemsAround = 3
const openDepth = 3
const linePx = 22

/** JSON as a tree with search; arrows move, left and right fold, Enter points at a value. */
export function BodyTree({ value, marks, reveal, onPick }: BodyTreeProps) {
  const [text, setText] = useState('')
  const tree = useTree(value, text, reveal)
  const hits = tree.search?.hits
  return (
    <>
      <div className="bar">
        <SearchField className="sm grow" label="Find in body" value={text} onChange={setText} />
        {hits && <span className="s11 t3">{hits.size} found</span>}
      </div>
      <TreeLines tree={tree} marks={marks} hits={hits} reveal={reveal} onPick={onPick} />
    </>
  )
}

interface Tree {
  readonly rows: readonly TreeRow[]
  readonly search: ReturnType<typeof pathsWith> | undefined
  toggle(row: TreeRow): void
}

/** The way to a place: nodes to open, and how many items of lists it takes. */
function wayTo(reveal: BodyKeys | undefined) {
  const open = new Map<string, boolean>()
  const items = new Map<string, number>()
  for (const [index, key] of (reveal ?? []).entries()) {
    const path = (reveal ?? []).slice(0, index).join('.')
    open.set(path, true)
    if (typeof key === 'number' && key >= itemsFirst) items.set(path, key + itemsAround)
  }
  return { open, items }
}

function useTree(value: Json, text: string, reveal: BodyKeys | undefined): Tree {
  const [way] = useState(() => wayTo(reveal))
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(way.open)
  const [shown, setShown] = useState<ReadonlyMap<string, number>>(way.items)
  const wanted = text.trim()
  const search = useMemo(
    () => (wanted === '' ? undefined : pathsWith(value, wanted)),
    [value, wanted],
  )
  const rows = useMemo(
    () =>
      treeRows(value, {
        isOpen: (path, depth) =>
          toggled.get(path) ??
          (search ? search.open.has(path) : depth < openDepth && !isDeepItem(path)),
        shownItems: (path) => (search ? Number.POSITIVE_INFINITY : (shown.get(path) ?? itemsFirst)),
      }),
    [value, toggled, shown, search],
  )
  return {
    rows,
    search,
    toggle: (row) => {
      if (row.more) setShown(new Map(shown).set(row.path, row.more.from + itemsMore))
      else if (row.isOpen !== undefined) setToggled(new Map(toggled).set(row.path, !row.isOpen))
    },
  }
}

interface TreeLinesProps {
  tree: Tree
  marks: ReadonlyMap<string, string>
  hits: ReadonlySet<string> | undefined
  reveal: BodyKeys | undefined
  onPick: BodyTreeProps['onPick']
}

function TreeLines({ tree, marks, hits, reveal, onPick }: TreeLinesProps) {
  const { rows, toggle } = tree
  const scroller = useRef<HTMLDivElement>(null)
  const wanted = reveal?.join('.')
  const [active, setActive] = useState(() =>
    Math.max(0, wanted === undefined ? 0 : rows.findIndex(({ path }) => path === wanted)),
  )
  const window = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => linePx,
    overscan: 20,
    paddingStart: 6,
    paddingEnd: 6,
  })
  const focus = (index: number) => {
    if (!rows[index]) return
    setActive(index)
    window.scrollToIndex(index)
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus(),
    )
  }
  useReveal(wanted, () => window.scrollToIndex(active, { align: 'center' }))
  const pick = (row: TreeRow, index: number) => {
    const line = scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)
    if (line) onPick?.(row, line)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[active]
    if (!row || event.metaKey || event.ctrlKey || event.altKey) return
    const act = {
      ArrowDown: () => focus(active + 1),
      ArrowUp: () => focus(active - 1),
      ArrowLeft: () => focus(parentOf(rows, active)),
      Enter: () => (onPick && !row.more ? pick(row, active) : toggle(row)),
    }[event.key]
    if (wantsFold(event.key, row)) toggle(row)
    else if (act) act()
    else return
    event.preventDefault()
  }
  return (
    <div ref={scroller} className="scroll tree" role="tree" aria-label="Body" onKeyDown={onKeyDown}>
      <div role="presentation" style={{ height: window.getTotalSize(), position: 'relative' }}>
        {window.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index]
          if (!row) return null
          return (
            <TreeLine
              key={key}
              row={row}
              place={{ index, top: start, isTabStop: index === active }}
              mark={row.more ? undefined : marks.get(row.path)}
              isHit={(hits?.has(row.path) === true || row.path === wanted) && !row.more}
              onFocus={() => setActive(index)}
              onToggle={() => {
                setActive(index)
                if (onPick && !isBranch(row.value) && !row.more) pick(row, index)
                else toggle(row)
              }}
              onPick={
                onPick &&
                (() => {
                  setActive(index)
                  pick(row, index)
                })
              }
            />
          )
        })}
      </div>
    </div>
  )
}

/** Goes to a place once, when it comes on screen. */
function useReveal(wanted: string | undefined, go: () => void) {
  const latest = useRef(go)
  latest.current = go
  useEffect(() => {
    if (wanted !== undefined) latest.current()
  }, [wanted])
}

/** Items after the first of a list start folded. */
const isDeepItem = (path: string) => /(^|\.)[1-9]\d*$/.test(path)

function wantsFold(key: string, row: TreeRow): boolean {
  if (row.more) return key === 'ArrowRight'
  if (!isBranch(row.value)) return false
  return (key === 'ArrowLeft' && row.isOpen === true) || (key === 'ArrowRight' && !row.isOpen)
}

function parentOf(rows: readonly TreeRow[], index: number): number {
  const depth = rows[index]?.depth ?? 0
  for (let at = index - 1; at >= 0; at -= 1) {
    if ((rows[at]?.depth ?? 0) < depth) return at
  }
  return index
}
