'use client'

import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'

export interface TabItem<Value extends string> {
  readonly value: Value
  readonly label: string
  /** Shown small after the label; not part of the accessible name while it changes. */
  readonly count?: string | undefined
}

interface TabsProps<Value extends string> {
  label: string
  value: Value
  items: readonly TabItem<Value>[]
  onChange: (value: Value) => void
  /** One TabPanel for each item. */
  children: ReactNode
  className?: string
}

/** Tabs with counts; arrows move and show. */
export function Tabs<Value extends string>(props: TabsProps<Value>) {
  const { label, value, items, onChange, children, className } = props
  return (
    <Base.Root
      value={value}
      onValueChange={(next: Value) => onChange(next)}
      className={className ?? 'col grow min-h-0'}
    >
      <Base.List className="tabs" aria-label={label} activateOnFocus>
        {items.map((item) => (
          <Base.Tab key={item.value} value={item.value} aria-label={item.label}>
            {item.label}
            {item.count !== undefined && <span className="n">{item.count}</span>}
          </Base.Tab>
        ))}
      </Base.List>
      {children}
    </Base.Root>
  )
}

/** What one tab shows; not in the page while another tab is chosen. */
export function TabPanel({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Base.Panel value={value} className="col grow min-h-0 outline-none" tabIndex={-1}>
      {children}
    </Base.Panel>
  )
}
