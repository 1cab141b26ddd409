'use client'

import { Check, ChevronDown, CircleAlert, Info, TriangleAlert } from 'lucide-react'
import { memo, useState } from 'react'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import type { Problem, Severity } from '@/lib/manifest/problem'
import { Button } from '../../ui/button'
import { Popover } from '../../ui/popover'
import { useBuilder } from '../manifest-context'
import { UpdateButton } from '../migration/update-dialog'
import { foldInfos, type Group } from './fold-infos'
import { useProblemPlaces } from './problem-places'
import { useProblemList } from './use-problem-list'

/** Places of a folded remark that are listed. */
const placesMax = 50

const icons: Readonly<Record<Severity, React.ReactNode>> = {
  error: <CircleAlert className="i s c-bad" />,
  warning: <TriangleAlert className="i s c-warn" />,
  info: <Info className="i s" />,
}

/** The counter of the top bar with the list beneath it. */
export const ProblemList = memo(function ProblemList() {
  const problems = useProblemList()
  const real = problems.filter((problem) => problem.severity !== 'info')
  const errors = real.filter((problem) => problem.severity === 'error').length
  const label =
    real.length === 0 ? 'No problems' : real.length === 1 ? '1 problem' : `${real.length} problems`
  return (
    <Popover
      title={label}
      trigger={
        <Button
          variant="ghost"
          className={errors > 0 ? 'c-bad' : real.length > 0 ? 'c-warn' : ''}
          icon={
            real.length === 0 ? <Check className="i s" /> : icons[errors > 0 ? 'error' : 'warning']
          }
        >
          {label}
        </Button>
      }
    >
      {problems.length === 0 ? (
        <p className="s12 t2 mt-2">Nothing in this manifest is wrong as far as it can be read.</p>
      ) : (
        <>
          {problems.some(({ code }) => code === 'field_deprecated') && (
            <div className="row mt-2">
              <span className="s12 t2 grow">Some fields are written an older way.</span>
              <UpdateButton />
            </div>
          )}
          <ul className="problems">
            {foldInfos(problems)
              .slice(0, 200)
              .map((group) => (
                <ProblemGroup key={keyOf(group[0])} group={group} />
              ))}
          </ul>
        </>
      )}
    </Popover>
  )
})

function keyOf(problem: Problem): string {
  return `${problem.code}:${problem.path.join('.')}:${problem.range?.from ?? ''}:${problem.message}`
}

/** All that a fix changes is one undo step. */
function mend(document: ManifestDocument, { fix }: Problem) {
  if (fix) document.transact(fix.title, fix.apply)
}

/** One problem, or a remark that holds in several places: said once, its places under it. */
function ProblemGroup({ group }: { group: Group }) {
  const [isOpen, setOpen] = useState(false)
  const places = useProblemPlaces()
  const [problem] = group
  if (group.length === 1) return <ProblemItem problem={problem} />
  const shown = isOpen ? group.slice(0, placesMax) : []
  return (
    <>
      <li>
        {icons[problem.severity]}
        <button
          type="button"
          className="link-row"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <span>{problem.message}</span>
          <small className="t3">
            In {group.length.toLocaleString('en')} places
            <ChevronDown className="i s" aria-hidden="true" />
          </small>
        </button>
      </li>
      {shown.map((each) => (
        <li key={keyOf(each)} className="place">
          <span />
          <button type="button" className="link-row" onClick={() => places.show(each)}>
            <span>{places.nameOf(each)}</span>
          </button>
          {each.fix && <FixButton problem={each} />}
        </li>
      ))}
      {isOpen && group.length > placesMax && (
        <li className="place">
          <span />
          <span className="s12 t3">and {group.length - placesMax} more</span>
        </li>
      )}
    </>
  )
}

function FixButton({ problem }: { problem: Problem }) {
  const { document } = useBuilder()
  return (
    <Button size="sm" onClick={() => mend(document, problem)}>
      {problem.fix?.title}
    </Button>
  )
}

function ProblemItem({ problem }: { problem: Problem }) {
  const places = useProblemPlaces()
  return (
    <li>
      {icons[problem.severity]}
      <button type="button" className="link-row" onClick={() => places.show(problem)}>
        <span>{problem.message}</span>
        <small className="t3">{places.nameOf(problem)}</small>
      </button>
      {problem.fix && <FixButton problem={problem} />}
    </li>
  )
}
