export type ButtonVariant = 'primary' | 'plain' | 'ghost' | 'danger'
export type ButtonSize = 'sm' | 'md' | 'lg'

export interface ButtonLook {
  variant?: ButtonVariant
  size?: ButtonSize
}

/** The classes of a button, for links that look like one. */
export function buttonClass({ variant = 'plain', size = 'md' }: ButtonLook = {}, extra = '') {
  const look = variant === 'plain' ? '' : ` ${variant}`
  return `btn${look}${size === 'md' ? '' : ` ${size}`}${extra === '' ? '' : ` ${extra}`}`
}
