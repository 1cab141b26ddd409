'use client'

import { Lightbulb, Play } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { SuggestionEvidence } from '@/lib/assistant/suggestions'
import { CodeArea } from '../builder/yaml/code-area'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { Confidence } from '../ui/confidence'
import { countOf } from '../ui/measures'
import type { SuggestedChange, SuggestionEditing } from './panel-suggestions'
import { stationTitles } from './station-titles'

interface SuggestionCardProps {
  change: SuggestedChange
  editing: SuggestionEditing
  onAccept: (change: SuggestedChange) => void
  onReject: () => void
  /** Absent where nothing can be run from. */
  onTest?: ((change: SuggestedChange) => void) | undefined
  onShowCall?: ((call: number) => void) | undefined
}

/**
 * A change that the run speaks for: what it would be, why we think so, and what to do with it. While
 * the card has the keyboard, A accepts, T tests, E edits, X rejects; J and K go to the next one.
 */
export function SuggestionCard(props: SuggestionCardProps) {
  const { change, editing, onAccept, onReject, onTest, onShowCall } = props
  const { suggestion, station, before, after } = change
  const { title, confidence, evidence } = suggestion
  const card = useRef<HTMLElement>(null)
  const [draft, setDraft] = useState<string>()
  const edited = draft === undefined ? change : editing.edited(change, draft)
  const why = 'why' in edited ? edited.why : undefined
  const stopEditing = () => {
    setDraft(undefined)
    card.current?.focus()
  }
  const actions = {
    accept: () => {
      if (!('why' in edited)) onAccept(edited)
    },
    test: () => {
      if (!('why' in edited)) onTest?.(edited)
    },
    edit: () => (draft === undefined ? setDraft(editing.textOf(change)) : stopEditing()),
    reject: onReject,
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape' && draft !== undefined) {
      event.preventDefault()
      event.stopPropagation()
      stopEditing()
      return
    }
    if (event.target !== event.currentTarget || !isPlain(event)) return
    const act = keysOf(actions, event.currentTarget)[event.key.toLowerCase()]
    if (act === undefined) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }
  return (
    <article
      ref={card}
      className="sugg"
      aria-label={title}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: letters work while it has the keyboard
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <header>
        <Lightbulb className="i s" aria-hidden="true" />
        <span className="grow">
          {stationTitles[station]}: {title}
        </span>
        <Confidence level={confidence} />
      </header>
      <div className="in2">
        <p className="s12">
          <del className="del">{before}</del> <span aria-hidden="true">→</span>{' '}
          <ins className="add">{'why' in edited ? after : edited.after}</ins>
        </p>
        {draft !== undefined && <EditedValue text={draft} why={why} onChange={setDraft} />}
        {evidence.map((each) => (
          <EvidenceLine
            key={`${each.isAgainst} ${each.document} ${each.pointer}`}
            evidence={each}
            onShowCall={onShowCall}
          />
        ))}
      </div>
      <CardFooter
        change={change}
        actions={actions}
        canTest={onTest !== undefined}
        isEditing={draft !== undefined}
        why={why}
      />
    </article>
  )
}

interface CardActions {
  readonly accept: () => void
  readonly test: () => void
  readonly edit: () => void
  readonly reject: () => void
}

interface CardFooterProps {
  change: SuggestedChange
  actions: CardActions
  canTest: boolean
  isEditing: boolean
  /** Why what was typed cannot be accepted. */
  why: string | undefined
}

function CardFooter({ change, actions, canTest, isEditing, why }: CardFooterProps) {
  const { streamCount, suggestion } = change
  const { foundBy } = suggestion
  return (
    <footer>
      {canTest && (
        <Button
          variant="primary"
          size="sm"
          icon={<Play className="i s" />}
          aria-keyshortcuts="t"
          disabledReason={why}
          onClick={actions.test}
        >
          Test it
        </Button>
      )}
      <Button size="sm" aria-keyshortcuts="a" disabledReason={why} onClick={actions.accept}>
        Accept
      </Button>
      <Button
        variant="ghost"
        size="sm"
        aria-keyshortcuts="e"
        aria-expanded={isEditing}
        onClick={actions.edit}
      >
        {isEditing ? 'As suggested' : 'Edit'}
      </Button>
      <Button variant="ghost" size="sm" aria-keyshortcuts="x" onClick={actions.reject}>
        Reject
      </Button>
      <span className="grow" />
      {streamCount > 1 && <Chip>changes {countOf(streamCount, 'stream')}</Chip>}
      <span className="s12 t3 hide-n">
        Found by {foundBy === undefined ? 'rules' : `model (${foundBy})`}
      </span>
    </footer>
  )
}

interface EditedValueProps {
  text: string
  why: string | undefined
  onChange: (text: string) => void
}

/** The value as YAML; what is typed counts once it is accepted. */
function EditedValue({ text, why, onChange }: EditedValueProps) {
  return (
    <div className="col g6">
      <CodeArea
        label="The value as YAML"
        text={text}
        firstLine={1}
        isEditable
        hasFocus
        onChange={onChange}
      />
      {why !== undefined && (
        <p className="hint bad" role="status">
          {why}
        </p>
      )}
    </div>
  )
}

function isPlain({ metaKey, ctrlKey, altKey }: KeyboardEvent): boolean {
  return !metaKey && !ctrlKey && !altKey
}

function keysOf(actions: CardActions, card: HTMLElement): Readonly<Record<string, () => void>> {
  const cards = [...(card.closest('[data-cards]')?.querySelectorAll<HTMLElement>('.sugg') ?? [])]
  const go = (by: number) => cards[cards.indexOf(card) + by]?.focus()
  return {
    a: actions.accept,
    t: actions.test,
    e: actions.edit,
    x: actions.reject,
    j: () => go(1),
    k: () => go(-1),
  }
}

function EvidenceLine({
  evidence,
  onShowCall,
}: {
  evidence: SuggestionEvidence
  onShowCall: ((call: number) => void) | undefined
}) {
  const { document, pointer, quote, isAgainst } = evidence
  const call = /^call (\d+)$/.exec(document)?.[1]
  const keys = pointer.replace(/^\//, '').replaceAll('/', '.')
  const place = `${document}, ${keys.replaceAll('~1', '/').replaceAll('~0', '~')}`
  return (
    <p className="quote">
      {isAgainst && <span className="b">The document says otherwise: </span>}
      {quote}{' '}
      {call && onShowCall ? (
        <button type="button" className="bare link" onClick={() => onShowCall(Number(call))}>
          {place}
        </button>
      ) : (
        <span className="t3">{place}</span>
      )}
    </p>
  )
}
