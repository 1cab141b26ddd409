import { Settings } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { buttonClass } from '../ui/button-class'
import { Logo } from '../ui/logo'
import { ThemeSwitch } from './theme-switch'

interface AppShellProps {
  /** Where this page is, after the name of the product. */
  crumb?: string
  /** At the right of the top bar. */
  actions?: ReactNode
  children: ReactNode
}

/** Top bar and content of every page outside the builder. Only the content scrolls. */
export function AppShell({ crumb, actions, children }: AppShellProps) {
  return (
    <div className="app">
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="top plain">
        <nav className="row" aria-label="Where you are">
          <Link href="/projects" className="row home" aria-label="Plumbline, projects">
            <Logo />
            <span className="name">Plumbline</span>
          </Link>
          {crumb && (
            <>
              <span className="sep" aria-hidden="true">
                /
              </span>
              <span className="t2" aria-current="page">
                {crumb}
              </span>
            </>
          )}
        </nav>
        <div className="row right">
          {actions}
          <Link
            href="/settings"
            className={buttonClass({ variant: 'ghost', size: 'sm' }, 'icon')}
            aria-label="Settings"
            title="Settings"
            aria-current={crumb === 'Settings' ? 'page' : undefined}
          >
            <Settings className="i s" aria-hidden="true" />
          </Link>
          <ThemeSwitch />
        </div>
      </header>
      <main id="main" className="scroll">
        {children}
      </main>
    </div>
  )
}
