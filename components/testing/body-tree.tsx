'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import type { Json } from '@/lib/engine/values/value'
import { SearchField } from '../ui/text-field'
import { TreeLine } from './tree-line'
import { isBranch, pathsWith, type TreeRow, treeRows } from './tree-rows'

interface BodyTreeProps {
  value: Json
  /** Roles of paths, shown as chips. */
  marks: ReadonlyMap<string, string>
}

const itemsFirst = 3
const itemsMore = 100
const openDepth = 3
const linePx = 22

/** JSON as a tree with search; arrows move, left and right fold. */
export function BodyTree({ value, marks }: BodyTreeProps) {
  const [text, setText] = useState('')
  const tree = useTree(value, text)
  const hits = tree.search?.hits
  return (
    <>
      <div className="bar">
        <SearchField className="sm grow" label="Find in body" value={text} onChange={setText} />
        {hits && <span className="s11 t3">{hits.size} found</span>}
      </div>
      <TreeLines tree={tree} marks={marks} hits={hits} />
    </>
  )
}

interface Tree {
  readonly rows: readonly TreeRow[]
  readonly search: ReturnType<typeof pathsWith> | undefined
  toggle(row: TreeRow): void
}

function useTree(value: Json, text: string): Tree {
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [shown, setShown] = useState<ReadonlyMap<string, number>>(new Map())
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
}

function TreeLines({ tree, marks, hits }: TreeLinesProps) {
  const { rows, toggle } = tree
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
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
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[active]
    if (!row) return
    if (event.key === 'ArrowDown') focus(active + 1)
    else if (event.key === 'ArrowUp') focus(active - 1)
    else if (event.key === 'Enter' || wantsFold(event.key, row)) toggle(row)
    else if (event.key === 'ArrowLeft') focus(parentOf(rows, active))
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
              isHit={hits?.has(row.path) === true && !row.more}
              onToggle={() => {
                setActive(index)
                toggle(row)
              }}
            />
          )
        })}
      </div>
    </div>
  )
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
