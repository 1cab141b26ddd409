'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { IconButton } from '../ui/button'
import { Menu } from '../ui/menu'
import { type Theme, themeCookie, themeOf } from './theme'

const yearSeconds = 31_536_000

const choices = [
  { theme: 'system', label: 'As the system', icon: <Monitor className="i s" /> },
  { theme: 'light', label: 'Light', icon: <Sun className="i s" /> },
  { theme: 'dark', label: 'Dark', icon: <Moon className="i s" /> },
] as const

/** Light, dark, or as the system; kept in a cookie, so that the next first paint has it. */
export function ThemeSwitch() {
  const theme = useSyncExternalStore(subscribe, current, () => 'system' as const)
  return (
    <Menu
      trigger={<IconButton label="Theme" size="sm" icon={<Moon className="i s" />} />}
      items={choices.map((choice) => ({
        label: choice.label,
        icon: choice.icon,
        after: choice.theme === theme ? 'in use' : '',
        onSelect: () => apply(choice.theme),
      }))}
    />
  )
}

const current = (): Theme => themeOf(document.documentElement.dataset.theme)

function subscribe(onChange: () => void) {
  const observer = new MutationObserver(onChange)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}

function apply(theme: Theme) {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset.theme
  else root.dataset.theme = theme
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=${yearSeconds}; samesite=lax`
}
