'use client'

import type { ComponentProps, MouseEvent, ReactNode } from 'react'
import { type ButtonLook, buttonClass } from './button-class'
import { Kbd } from './kbd'
import { Spinner } from './spinner'
import { Tooltip } from './tooltip'

type ButtonProps = Omit<ComponentProps<'button'>, 'disabled'> &
  ButtonLook & {
    /** An icon element, 14 px, before the text. */
    icon?: ReactNode
    /** Shows a spinner in place of the icon and takes no clicks. */
    isBusy?: boolean | undefined
    /** Why it cannot be used now: it stays focusable and says so in a tooltip. */
    disabledReason?: string | undefined
    /** Keys printed on it, for example `mod+enter`. They are not bound here. */
    keys?: string | undefined
  }

/** A button with text. */
export function Button(props: ButtonProps) {
  const { variant, size, icon, isBusy, disabledReason, keys, className, children, ...rest } = props
  const isOff = disabledReason !== undefined
  const button = (
    <button
      type="button"
      {...rest}
      {...blocked(isOff || isBusy === true)}
      aria-busy={isBusy || undefined}
      className={buttonClass({ ...(variant && { variant }), ...(size && { size }) }, className)}
    >
      {isBusy ? <Spinner /> : icon}
      {children}
      {keys && <Kbd keys={keys} />}
    </button>
  )
  return <Tooltip text={disabledReason}>{button}</Tooltip>
}

type IconButtonProps = Omit<ButtonProps, 'children' | 'keys'> & {
  /** The accessible name, shown as tooltip too. */
  label: string
  icon: ReactNode
}

/** A square button with an icon alone. */
export function IconButton(props: IconButtonProps) {
  const { label, variant = 'ghost', size, icon, isBusy, disabledReason, className, ...rest } = props
  const look = { variant, ...(size && { size }) }
  const button = (
    <button
      type="button"
      aria-label={label}
      {...rest}
      {...blocked(disabledReason !== undefined || isBusy === true)}
      className={buttonClass(look, `icon${className ? ` ${className}` : ''}`)}
    >
      {isBusy ? <Spinner /> : icon}
    </button>
  )
  return <Tooltip text={disabledReason ?? label}>{button}</Tooltip>
}

/** Not `disabled`, which would take focus and tooltip away. */
function blocked(isBlocked: boolean) {
  if (!isBlocked) return {}
  return { 'aria-disabled': true, onClick: (event: MouseEvent) => event.preventDefault() } as const
}
