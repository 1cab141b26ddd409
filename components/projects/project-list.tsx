'use client'

import { useState } from 'react'
import type { ProjectSummary } from '@/lib/contracts/projects'
import { Bob, type BobLevel, bobTitles } from '../ui/bob'
import { countOf } from '../ui/measures'
import { Segmented } from '../ui/segmented'
import { Select } from '../ui/select'
import { ProjectRow } from './project-row'
import { needsALook, ranAt } from './project-words'

interface ProjectListProps {
  projects: readonly ProjectSummary[]
  search: string
}

type Choice = 'all' | 'look' | 'published'
type Order = 'ran' | 'changed' | 'name'

const orders = [
  { value: 'ran', label: 'Last run first' },
  { value: 'changed', label: 'Last changed first' },
  { value: 'name', label: 'By name' },
] as const

const tests: Record<Choice, (project: ProjectSummary) => boolean> = {
  all: () => true,
  look: needsALook,
  published: (project) => project.versionCount > 0,
}

/** The projects as a table: a row is readable without opening it. */
export function ProjectList({ projects, search }: ProjectListProps) {
  const [choice, setChoice] = useState<Choice>('all')
  const [order, setOrder] = useState<Order>('ran')
  const wanted = search.trim().toLowerCase()
  const shown = projects
    .filter((project) => tests[choice](project) && project.name.toLowerCase().includes(wanted))
    .sort(comparisons[order])
  const label = (text: string, value: Choice) => `${text} ${projects.filter(tests[value]).length}`

  return (
    <>
      <div className="row mb-2.5">
        <Segmented
          label="Which projects"
          value={choice}
          choices={[
            { value: 'all', label: label('All', 'all') },
            { value: 'look', label: label('Needs a look', 'look') },
            { value: 'published', label: label('Published', 'published') },
          ]}
          onChange={setChoice}
        />
        <span className="grow" />
        <Select label="Order" look="ghost" value={order} options={orders} onChange={setOrder} />
      </div>
      <div className="card clip">
        <table className="list proj">
          <thead>
            <tr>
              <th scope="col">Connector</th>
              <th scope="col">Streams, as last proved</th>
              <th scope="col">Last run</th>
              <th scope="col" className="r hide-s">
                Records
              </th>
              <th scope="col" className="hide-n">
                Version
              </th>
              <th scope="col" className="r hide-s">
                Ran
              </th>
              <th scope="col">
                <span className="sr">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((project) => (
              <ProjectRow key={project.id} project={project} />
            ))}
          </tbody>
        </table>
        {shown.length === 0 && <p className="strip">No project is like this.</p>}
      </div>
      <div className="row s12 t3 wrap legend">
        {(Object.keys(bobTitles) as BobLevel[]).map((level) => (
          <span key={level} className="row g6">
            <Bob level={level} label="" />
            {bobTitles[level]}
          </span>
        ))}
        <span className="end">
          Everything is stored on this machine · {countOf(projects.length, 'project')}
        </span>
      </div>
    </>
  )
}

const comparisons: Record<Order, (a: ProjectSummary, b: ProjectSummary) => number> = {
  ran: (a, b) => (ranAt(b) ?? '').localeCompare(ranAt(a) ?? '') || byChange(a, b),
  changed: byChange,
  name: (a, b) => a.name.localeCompare(b.name, 'en'),
}

function byChange(a: ProjectSummary, b: ProjectSummary): number {
  return b.updatedAt.localeCompare(a.updatedAt)
}
