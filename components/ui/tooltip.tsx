'use client'

import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'

interface TooltipProps {
  /** What it says. Nothing is shown when this is empty. */
  text: ReactNode
  side?: 'top' | 'right' | 'bottom' | 'left'
  /** The element it explains; it must take a ref and event handlers. */
  children: ReactElement<Record<string, unknown>>
}

/** A word of help on hover and focus. The element keeps its own accessible name. */
export function Tooltip({ text, side = 'bottom', children }: TooltipProps) {
  if (!text) return children
  return (
    <Base.Root>
      <Base.Trigger delay={350} render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="layer">
          <Base.Popup className="tip">{text}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
