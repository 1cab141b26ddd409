'use client'

import { ChevronUp } from 'lucide-react'
import { type KeyboardEvent, type MouseEvent, memo, useId, useRef } from 'react'
import type { ManifestPath } from '@/lib/engine/path'
import type { StationState } from '@/lib/testread/stations'
import type { StationName } from '@/lib/testread/test-read'
import { IconButton } from '../../ui/button'
import { Segmented } from '../../ui/segmented'
import { plainText, type Sentence } from '../sentences/sentence'
import { SentenceView } from '../sentences/sentence-view'
import type { StreamPlace } from '../stream-place'
import type { Ledger } from './ledger'
import { StationBody } from './station-body'

export interface StationRowProps {
  name: StationName
  place: StreamPlace
  title: string
  sentence: Sentence
  ledger: Ledger | undefined
  look: StationLook
  isOpen: boolean
  isYaml: boolean
  /** The one row of the line that Tab reaches. */
  isTabStop: boolean
  problems: number
  /** How many changes the last run suggests here. */
  suggestions: number
  actions: StationActions
}

export interface StationLook {
  readonly state: StationState
  readonly isStale: boolean
}

export interface StationActions {
  readonly toggle: (options: { keepOthers: boolean }) => void
  readonly setYaml: (isYaml: boolean) => void
  readonly focus: () => void
  readonly onKey: (event: KeyboardEvent) => void
  readonly chip: (at: ManifestPath) => void
  readonly hover: (at: ManifestPath | undefined) => void
}

const classes: Readonly<Record<StationState, string>> = {
  'not-run': '',
  running: 'run',
  passed: 'live',
  proved: 'ok',
  look: 'warn',
  stopped: 'bad',
  'after-stop': 'after',
}

const spoken: Readonly<Record<StationState, string>> = {
  'not-run': 'not run',
  running: 'running here',
  passed: 'passed, not proved',
  proved: 'proved',
  look: 'needs a look',
  stopped: 'the read stopped here',
  'after-stop': 'after the stop',
}

/** One station of the line: its sentence and numbers, and its form when it is open. */
export const StationRow = memo(function StationRow(props: StationRowProps) {
  const { title, sentence, ledger, look, isOpen, actions, problems, suggestions } = props
  const bodyId = useId()
  const words = [
    `${title}: ${plainText(sentence)}`,
    ledger && [ledger.number, ledger.remark].filter(Boolean).join(', '),
    look.isStale ? 'before the change' : spoken[look.state],
    problems > 0 && `${problems} ${problems === 1 ? 'problem' : 'problems'}`,
    suggestions > 0 && suggestionWords(suggestions),
  ]
  const className = ['station', classes[look.state], isOpen && 'open', look.isStale && 'stale']
  const row = useRef<HTMLDivElement>(null)
  const closeByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !isWithin(event)) return
    event.preventDefault()
    row.current?.focus()
    actions.toggle({ keepOthers: true })
  }
  return (
    <li className={className.filter(Boolean).join(' ')}>
      <span className="rail" aria-hidden="true" />
      <div
        ref={row}
        className="say"
        role="button"
        data-station={title}
        tabIndex={props.isTabStop ? 0 : -1}
        aria-expanded={isOpen}
        aria-controls={isOpen ? bodyId : undefined}
        aria-label={words.filter(Boolean).join('; ')}
        onFocus={actions.focus}
        onKeyDown={actions.onKey}
        onClick={(event: MouseEvent) => actions.toggle({ keepOthers: event.altKey })}
      >
        <div className="what">
          {title}
          {look.state === 'stopped' && <span className="c-bad">· the read stopped here</span>}
          {problems > 0 && (
            <span className="c-bad">· {problems === 1 ? '1 problem' : `${problems} problems`}</span>
          )}
          {suggestions > 0 && <span className="sug">{suggestionWords(suggestions)}</span>}
        </div>
        <SentenceView sentence={sentence} onChip={actions.chip} onHover={actions.hover} />
      </div>
      <LedgerView ledger={ledger} look={look} />
      {isOpen && (
        <div className="body" id={bodyId} role="group" aria-label={title} onKeyDown={closeByKey}>
          <StationHead {...props} />
          <StationBody name={props.name} place={props.place} isYaml={props.isYaml} />
        </div>
      )}
    </li>
  )
})

const suggestionWords = (count: number) => (count === 1 ? '1 suggestion' : `${count} suggestions`)

/** Not in a menu that a field has open elsewhere, nor in text of several lines, which Esc leaves. */
function isWithin({ target, currentTarget }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement) || target.tagName === 'TEXTAREA') return false
  return currentTarget.contains(target) && target.getAttribute('aria-expanded') !== 'true'
}

function LedgerView({ ledger, look }: Pick<StationRowProps, 'ledger' | 'look'>) {
  const remark = look.isStale ? 'before the change' : ledger?.remark
  return (
    <div className="led" aria-hidden="true">
      {ledger && (
        <>
          <b className={look.state === 'stopped' ? 'c-bad' : undefined}>{ledger.number}</b>
          {remark && <span>{remark}</span>}
        </>
      )}
    </div>
  )
}

function StationHead({ title, isYaml, actions }: StationRowProps) {
  return (
    <div className="row">
      <Segmented
        label={`Edit ${title} as`}
        size="sm"
        value={isYaml ? 'yaml' : 'form'}
        choices={[
          { value: 'form', label: 'Form' },
          { value: 'yaml', label: 'YAML' },
        ]}
        onChange={(next) => actions.setYaml(next === 'yaml')}
      />
      {isYaml && <span className="s12 t3">this station only</span>}
      <span className="grow" />
      <IconButton
        label={`Close ${title}`}
        size="sm"
        icon={<ChevronUp className="i s" />}
        onClick={() => actions.toggle({ keepOthers: true })}
      />
    </div>
  )
}
