'use client'

import {
  GitCommitVertical,
  PanelLeft,
  Plus,
  SlidersHorizontal,
  TextCursorInput,
} from 'lucide-react'
import { type CSSProperties, memo, type ReactNode, useState } from 'react'
import { inputsOf } from '@/lib/manifest/inputs'
import { IconButton } from '../../ui/button'
import { Kbd } from '../../ui/kbd'
import { SearchField } from '../../ui/text-field'
import { Tooltip } from '../../ui/tooltip'
import type { Screen } from '../builder-state'
import { useBuilder, useSelection } from '../manifest-context'
import { addStream } from '../stream-edits'
import { freeName, inFamilyOrder, selectedEntry } from '../streams'
import { SuggestionsButton } from '../suggestions/suggestions-tray'
import { useManifestPart, useStreamEntries } from '../use-stream-entries'
import { SidebarGrip } from './sidebar-grip'
import { StreamItem } from './stream-item'
import { useStreamOrder } from './use-stream-order'

interface SidebarProps {
  /** Versions of the project, when it has any. */
  versions: number | undefined
}

/** The streams of the connector, and its other parts. */
export const Sidebar = memo(function Sidebar({ versions }: SidebarProps) {
  const { state } = useBuilder()
  const { screen, isSidebarRail, sidebarWidth } = useSelection()
  const inputs = useManifestPart(({ manifest }) => inputsOf(manifest).length)
  return (
    <>
      <aside
        className={isSidebarRail ? 'side rail' : 'side'}
        style={{ '--sidebar': `${sidebarWidth}px` } as CSSProperties}
        aria-label="Connector"
        data-pane="sidebar"
      >
        <StreamNav />
        <nav aria-label="Connector parts" className="parts">
          <h3>Connector</h3>
          <PartLink
            screen={{ kind: 'inputs' }}
            current={screen}
            icon={<TextCursorInput className="i" />}
            label="Inputs"
            count={inputs}
          />
          <PartLink
            screen={{ kind: 'connector' }}
            current={screen}
            icon={<SlidersHorizontal className="i" />}
            label="Connector settings"
          />
          <PartLink
            screen={{ kind: 'versions' }}
            current={screen}
            icon={<GitCommitVertical className="i" />}
            label="Versions"
            count={versions}
          />
        </nav>
        <div className="foot">
          <SuggestionsButton />
          <IconButton
            className="narrow-side"
            label={isSidebarRail ? 'Widen the sidebar' : 'Narrow the sidebar'}
            size="sm"
            icon={<PanelLeft className="i s" />}
            onClick={() => state.setLayout({ isSidebarRail: !isSidebarRail })}
          />
        </div>
      </aside>
      {!isSidebarRail && <SidebarGrip />}
    </>
  )
})

function StreamNav() {
  const { document, state } = useBuilder()
  const isEditable = useManifestPart((snapshot) => snapshot.isEditable)
  const { screen } = useSelection()
  const [search, setSearch] = useState('')
  const entries = useStreamEntries()
  const shown = inFamilyOrder(entries).filter((entry) => matches(entry.name, entry.title, search))
  const selected = selectedEntry(entries, screen)
  const order = useStreamOrder(entries)
  const add = () => {
    const name = freeName(entries, 'new_stream')
    const place = addStream(document, name)
    state.show({ kind: 'stream', name, place })
    state.openStation('request')
  }
  return (
    <>
      <SearchField
        className="find"
        label="Find a stream"
        value={search}
        onChange={setSearch}
        after={<Kbd keys="/" />}
        data-find-stream=""
      />
      <nav aria-label="Streams" className="streams">
        <h3>
          Streams <span className="n">{entries.length}</span>
          <span className="end">
            <IconButton
              label="Add stream"
              size="sm"
              icon={<Plus className="i s" />}
              disabledReason={isEditable ? undefined : 'The YAML cannot be read; mend it first'}
              onClick={add}
            />
          </span>
        </h3>
        <ul ref={order.list}>
          {shown.map((entry) => (
            <StreamItem
              key={`${entry.path.join('.')}:${entry.name}`}
              entry={entry}
              entries={entries}
              isCurrent={entry.path === selected?.path && selected.madeBy === undefined}
              order={order}
            />
          ))}
        </ul>
        {entries.length > 0 && shown.length === 0 && (
          <p className="s12 t3 no-match">No stream matches “{search}”</p>
        )}
      </nav>
    </>
  )
}

function matches(name: string, title: string, search: string): boolean {
  const wanted = search.trim().toLowerCase()
  return name.toLowerCase().includes(wanted) || title.toLowerCase().includes(wanted)
}

interface PartLinkProps {
  screen: Screen
  current: Screen
  icon: ReactNode
  label: string
  count?: number | undefined
}

function PartLink({ screen, current, icon, label, count }: PartLinkProps) {
  const { state } = useBuilder()
  return (
    <Tooltip text={label} side="right">
      <button
        type="button"
        className="it"
        aria-label={label}
        aria-current={screen.kind === current.kind ? 'page' : undefined}
        onClick={() => state.show(screen)}
      >
        {icon}
        <span>{label}</span>
        <span className="n">{count}</span>
      </button>
    </Tooltip>
  )
}
