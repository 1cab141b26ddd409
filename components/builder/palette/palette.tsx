'use client'

import { type KeyboardEvent, useId, useState } from 'react'
import { Dialog } from '../../ui/dialog'
import { Kbd } from '../../ui/kbd'
import { SearchField } from '../../ui/text-field'
import { type Command, matching } from './commands'
import { useCommands } from './use-commands'

interface PaletteProps {
  isOpen: boolean
  onClose: () => void
  onShortcuts: () => void
  onRunAll: () => void
}

/** Everything by name: stations with what they say, streams, parts and actions. */
export function Palette({ isOpen, ...targets }: PaletteProps) {
  return (
    <Dialog isOpen={isOpen} onClose={targets.onClose} title="Commands" inside="flush">
      {isOpen && <PaletteList {...targets} />}
    </Dialog>
  )
}

function PaletteList({ onClose, ...targets }: Omit<PaletteProps, 'isOpen'>) {
  const commands = useCommands(targets)
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const id = useId()
  const shown = matching(commands, typed).slice(0, 80)
  const choose = (command: Command | undefined) => {
    if (command === undefined) return
    onClose()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter') choose(shown[active])
    else if (step !== undefined && shown.length > 0) {
      setActive((active + step + shown.length) % shown.length)
    } else return
    event.preventDefault()
  }
  return (
    <div className="palette">
      <SearchField
        autoFocus
        label="Find a station, a stream or an action"
        value={typed}
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={`${id}-${active}`}
        onKeyDown={onKeyDown}
        onChange={(next) => {
          setTyped(next)
          setActive(0)
        }}
      />
      <div className="menu palette-list" id={id} role="listbox" aria-label="Commands">
        {shown.map((command, index) => (
          <PaletteItem
            key={`${command.group}:${command.label}:${command.detail ?? ''}`}
            id={`${id}-${index}`}
            command={command}
            isFirst={shown[index - 1]?.group !== command.group}
            isActive={index === active}
            onChoose={() => choose(command)}
          />
        ))}
        {shown.length === 0 && <p className="hint pad-16">Nothing is called that</p>}
      </div>
    </div>
  )
}

interface PaletteItemProps {
  id: string
  command: Command
  /** The first of its group carries the group's name. */
  isFirst: boolean
  isActive: boolean
  onChoose: () => void
}

function PaletteItem({ id, command, isFirst, isActive, onChoose }: PaletteItemProps) {
  return (
    <>
      {isFirst && (
        <div className="mh" role="presentation">
          {command.group}
        </div>
      )}
      <div
        id={id}
        ref={(element) => {
          if (isActive) element?.scrollIntoView({ block: 'nearest' })
        }}
        role="option"
        tabIndex={-1}
        aria-selected={isActive}
        className={isActive ? 'mi plain on' : 'mi plain'}
        onClick={onChoose}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onChoose()
        }}
      >
        <span className="cut">
          {command.label} {command.detail && <span className="t3">{command.detail}</span>}
        </span>
        {command.keys && <Kbd keys={command.keys} />}
      </div>
    </>
  )
}
