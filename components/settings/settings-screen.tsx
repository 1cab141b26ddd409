'use client'

import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import Link from 'next/link'
import { modelQueries } from '@/lib/client/queries/model-settings'
import { settingsQueries } from '@/lib/client/queries/settings'
import { AppShell } from '../layout/app-shell'
import { LoadFailed } from '../layout/load-failed'
import { buttonClass } from '../ui/button-class'
import { KeyValueTable } from '../ui/key-value-table'
import { Skeleton } from '../ui/skeleton'
import { ModelSection } from './model-section'

/** What holds for the whole studio: the language model, and how the studio is set up. */
export function SettingsScreen() {
  return (
    <AppShell
      crumb="Settings"
      actions={
        <Link href="/projects" className={buttonClass({ variant: 'ghost', size: 'sm' })}>
          <X className="i s" aria-hidden="true" />
          Close
        </Link>
      }
    >
      <div className="page narrow settings">
        <h1>Settings</h1>
        <Model />
        <Installation />
      </div>
    </AppShell>
  )
}

function Model() {
  const { data, error, refetch } = useQuery(modelQueries.settings())
  if (error) {
    const retry = () => void refetch()
    return <LoadFailed title="The settings did not come" error={error} onRetry={retry} />
  }
  if (!data) return <Skeleton width="100%" />
  return <ModelSection settings={data} />
}

function Installation() {
  const { data } = useQuery(settingsQueries.installation())
  if (!data) return null
  const database = data.database === 'sqlite' ? 'SQLite, in the data folder' : 'PostgreSQL'
  const rows = [
    { name: 'Version', value: data.version },
    { name: 'Database', value: database },
    { name: 'Data folder', value: data.dataFolder },
    { name: 'Practice API', value: data.practiceBaseUrl ?? 'not running: its port is taken' },
  ]
  return (
    <section className="card pad" aria-labelledby="installation">
      <h2 id="installation">This studio</h2>
      <KeyValueTable label="How this studio is set up" rows={rows} />
      <p className="s12 t2 mt-2">
        Secrets are encrypted with the key file <code>plumbline.key</code> in the data folder. Keep
        a copy of it. The <a href="/api/docs">HTTP API</a> does everything that the screens do.
      </p>
    </section>
  )
}
