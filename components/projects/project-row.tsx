'use client'

import Link from 'next/link'
import type { ProjectSummary } from '@/lib/contracts/projects'
import { Bob } from '../ui/bob'
import { countOf, formatAgo, formatCount } from '../ui/measures'
import { useNow } from '../ui/use-now'
import { ProjectMenu } from './project-menu'
import { initialsOf, levelOf, projectWord, ranAt, recordsOf, type WordTone } from './project-words'

const tones: Record<WordTone, string> = {
  ok: 'c-ok',
  warn: 'c-warn',
  bad: 'c-bad b',
  plain: 't3',
}

/** One project: a mark for each stream, and the one thing to know. */
export function ProjectRow({ project }: { project: ProjectSummary }) {
  const nowMs = useNow()
  const word = projectWord(project)
  const records = recordsOf(project)
  const ran = ranAt(project)
  return (
    <tr>
      <td>
        <div className="row g12">
          <span className="mono av" aria-hidden="true">
            {initialsOf(project.name)}
          </span>
          <div className="min-w-0">
            <Link className="b name" href={`/projects/${project.id}`}>
              {project.name}
            </Link>
            <div className="s12 t3">
              {countOf(project.streams.length, 'stream')} · changed{' '}
              {formatAgo(project.updatedAt, nowMs)}
            </div>
          </div>
        </div>
      </td>
      <td>
        <Bobs project={project} />
      </td>
      <td className={tones[word.tone]}>{word.text}</td>
      <td className="mono r hide-s">{records === undefined ? '–' : formatCount(records)}</td>
      <td className="hide-n mono t2">
        {project.versionCount === 0 ? 'no version' : `v${project.versionCount}`}
      </td>
      <td className="t2 nowrap r hide-s">{ran ? formatAgo(ran, nowMs) : '–'}</td>
      <td className="r">
        <ProjectMenu project={project} />
      </td>
    </tr>
  )
}

const bobsMax = 14

function Bobs({ project }: { project: ProjectSummary }) {
  const { streams } = project
  return (
    <div className="row g4 bobs">
      {streams.slice(0, bobsMax).map((stream) => (
        <span key={stream.name} title={stream.name} className="flex">
          <Bob level={levelOf(stream)} isSample={stream.lastRun?.proof?.isSample === true} />
        </span>
      ))}
      {streams.length > bobsMax && (
        <span className="s12 t3">+{formatCount(streams.length - bobsMax)}</span>
      )}
    </div>
  )
}
