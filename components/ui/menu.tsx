'use client'

import { Menu as Base } from '@base-ui/react/menu'
import { Fragment, type ReactElement, type ReactNode } from 'react'

export interface MenuAction {
  readonly label: string
  readonly onSelect: () => void
  readonly icon?: ReactNode
  /** At the right: a key or a remark. */
  readonly after?: ReactNode
  readonly isDanger?: boolean
  readonly isDisabled?: boolean
  /** A line above it. */
  readonly startsGroup?: boolean
}

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement<Record<string, unknown>>
  items: readonly MenuAction[]
  align?: 'start' | 'end'
}

/** A list of actions under a button. */
export function Menu({ trigger, items, align = 'end' }: MenuProps) {
  const hasIcons = items.some((item) => item.icon)
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="layer" align={align} sideOffset={4}>
          <Base.Popup className="pop menu">
            {items.map((item) => (
              <Fragment key={item.label}>
                {item.startsGroup && <Base.Separator className="ms" />}
                <Base.Item
                  className={`mi${hasIcons ? '' : ' plain'}${item.isDanger ? ' danger' : ''}`}
                  disabled={item.isDisabled ?? false}
                  onClick={item.onSelect}
                >
                  {hasIcons && <span>{item.icon}</span>}
                  <span>{item.label}</span>
                  <span className="s11 t3">{item.after}</span>
                </Base.Item>
              </Fragment>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
