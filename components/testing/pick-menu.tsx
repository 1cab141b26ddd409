'use client'

import { Menu as Base } from '@base-ui/react/menu'
import { CirclePause, Copy, Files, History, KeyRound, type LucideIcon, Rows3 } from 'lucide-react'
import { Kbd } from '../ui/kbd'
import { useUndoToast } from '../ui/toast'
import { bodyPathText } from './body-path'
import { heldWords, typeWord } from './held-words'
import type { PanelPicking, PickNode, PickUse } from './panel-picking'

export interface OpenPick {
  readonly node: PickNode
  /** The line it opens beside; gets the keyboard back. */
  readonly anchor: HTMLElement
}

interface PickMenuProps {
  pick: OpenPick | undefined
  picking: PanelPicking | undefined
  /** What the value was in all responses of this kind. */
  held: readonly (PickNode['value'] | undefined)[]
  onClose: () => void
}

const icons: Readonly<Record<PickUse['id'], LucideIcon>> = {
  token: Files,
  stop: CirclePause,
  records: Rows3,
  key: KeyRound,
  cursor: History,
}

/** What a value of a response is used for, or could be; digits choose. */
export function PickMenu({ pick, picking, held, onClose }: PickMenuProps) {
  const sayUndo = useUndoToast()
  if (!pick) return null
  const { node, anchor } = pick
  const uses = picking?.usesOf(node) ?? []
  const path = bodyPathText(node.keys)
  const choose = (use: PickUse | undefined) => {
    if (!use || use.reason !== undefined || (use.isInUse && use.id !== 'key')) return
    use.apply()
    onClose()
    sayUndo(`${use.label}: ${path || 'the whole body'}`, () => picking?.undo())
  }
  return (
    <Base.Root
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
    >
      <Base.Portal>
        <Base.Positioner className="layer" anchor={anchor} align="start" sideOffset={2}>
          <Base.Popup
            className="pop menu pick-menu"
            finalFocus={() => anchor}
            onKeyDown={(event) => {
              const use = /^[1-5]$/.test(event.key) ? uses[Number(event.key) - 1] : undefined
              if (!use) return
              event.preventDefault()
              choose(use)
            }}
          >
            <div className="pick-head">
              <span className="row g6">
                <code className="b cut">{path || 'The whole body'}</code>
                <span className="s12 t2">{typeWord(node.value)}</span>
                {held.length > 1 && (
                  <span className="s11 t3 end nowrap">seen in {held.length} responses</span>
                )}
              </span>
              {held.length > 1 && <span className="s12 t2">{heldWords(held)}</span>}
            </div>
            {uses.map((use, index) => (
              <PickItem key={use.id} use={use} digit={index + 1} onChoose={() => choose(use)} />
            ))}
            <Base.Separator className="ms" />
            <Base.Item
              className="mi"
              onClick={() => {
                void navigator.clipboard.writeText(path)
              }}
            >
              <Copy className="i s" />
              <span>Copy path</span>
              <span />
            </Base.Item>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

interface PickItemProps {
  use: PickUse
  digit: number
  onChoose: () => void
}

function PickItem({ use, digit, onChoose }: PickItemProps) {
  const Icon = icons[use.id]
  return (
    <Base.Item
      className="mi"
      disabled={use.reason !== undefined}
      aria-keyshortcuts={String(digit)}
      onClick={onChoose}
    >
      <Icon className="i s" />
      <span>{use.label}</span>
      <span className="row g6 s11 t3">
        {use.reason ?? (use.isInUse ? 'in use' : '')}
        <Kbd keys={String(digit)} />
      </span>
    </Base.Item>
  )
}
