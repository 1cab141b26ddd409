'use client'

import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { projectQueries } from '@/lib/client/queries/projects'
import { AppShell } from '../layout/app-shell'
import { LoadFailed } from '../layout/load-failed'
import { buttonClass } from '../ui/button-class'
import { EmptyState } from '../ui/empty-state'
import { Kbd } from '../ui/kbd'
import { SearchField } from '../ui/text-field'
import { LoadingProjects } from './loading-projects'
import { ProjectList } from './project-list'
import { useListKeys } from './use-list-keys'

/** Every project with the proof of each of its streams. */
export function ProjectsScreen() {
  const { data, error, refetch } = useQuery(projectQueries.list())
  const [search, setSearch] = useState('')
  const searchBox = useListKeys()

  return (
    <AppShell
      actions={
        <SearchField
          ref={searchBox}
          className="sm find-project"
          label="Find a project"
          value={search}
          onChange={setSearch}
          after={<Kbd keys="/" />}
        />
      }
    >
      <div className="page">
        <div className="row mb-4">
          <h1 className="grow">Projects</h1>
          <Link href="/projects/new" className={buttonClass({ variant: 'primary' })}>
            <Plus className="i s" aria-hidden="true" />
            New connector
            <Kbd keys="c" />
          </Link>
        </div>
        {error ? (
          <LoadFailed
            title="The projects did not come"
            error={error}
            onRetry={() => void refetch()}
          />
        ) : !data ? (
          <LoadingProjects />
        ) : data.length === 0 ? (
          <NoProjects />
        ) : (
          <ProjectList projects={data} search={search} />
        )}
      </div>
    </AppShell>
  )
}

function NoProjects() {
  return (
    <div className="card none-yet">
      <EmptyState
        title="No connectors yet"
        text="A connector reads lists from an API. The practice API needs no key of anybody’s."
        mark={<EmptyLine />}
      >
        <Link href="/projects/new" className={buttonClass({ variant: 'primary' })}>
          New connector
        </Link>
        <Link href="/projects/new?from=practice" className={buttonClass()}>
          Try the practice API
        </Link>
      </EmptyState>
    </div>
  )
}

function EmptyLine() {
  return (
    <svg width="20" height="72" viewBox="0 0 20 72" aria-hidden="true" className="empty-line">
      <path d="M10 0v46M7 47h6M4 51h12v6l-6 13-6-13z" />
    </svg>
  )
}
