'use client'

import { type KeyboardEvent, useEffect, useRef } from 'react'
import { tokensOf, type YamlToken } from './yaml-tokens'

interface CodeAreaProps {
  label: string
  text: string
  /** The number of the first line in the manifest. */
  firstLine: number
  isEditable: boolean
  onChange: (text: string) => void
  hasFocus?: boolean
}

const classes: Readonly<Record<YamlToken['kind'], string | undefined>> = {
  key: 'k',
  string: 'str',
  number: 'nm2',
  null: 'nul',
  note: 'cm',
  plain: undefined,
}

/** A small editor for a few lines of YAML: coloured, with the line numbers of the whole text. */
export function CodeArea({
  label,
  text,
  firstLine,
  isEditable,
  onChange,
  hasFocus,
}: CodeAreaProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  const lines = text.split('\n')
  useEffect(() => {
    if (hasFocus) area.current?.focus()
  }, [hasFocus])

  return (
    <div className="code-area">
      <div className="code-lines" aria-hidden="true">
        {lines.map((line, index) => (
          <div key={lineKey(index)}>
            <span className="ln">{firstLine + index}</span>
            <Line text={line} />
          </div>
        ))}
      </div>
      <textarea
        ref={area}
        aria-label={`${label}. Escape, then Tab leaves it.`}
        value={text}
        readOnly={!isEditable}
        spellCheck={false}
        autoComplete="off"
        rows={lines.length}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => indent(event, onChange)}
      />
    </div>
  )
}

/** Lines have no identity but their number. */
function lineKey(index: number): string {
  return `line-${index}`
}

function tokenKey(index: number): string {
  return `token-${index}`
}

function Line({ text }: { text: string }) {
  const tokens = tokensOf(text)
  return (
    <span>
      {tokens.map((token, index) => (
        <span key={tokenKey(index)} className={classes[token.kind]}>
          {token.text}
        </span>
      ))}
      {text === '' && ' '}
    </span>
  )
}

/** `Enter` keeps the indentation of the line above. */
function indent(event: KeyboardEvent<HTMLTextAreaElement>, onChange: (text: string) => void) {
  if (event.key !== 'Enter' || event.metaKey || event.ctrlKey || event.altKey) return
  const area = event.currentTarget
  const { value, selectionStart, selectionEnd } = area
  const line = value.slice(value.lastIndexOf('\n', selectionStart - 1) + 1, selectionStart)
  const spaces = /^\s*/.exec(line)?.[0] ?? ''
  if (spaces === '') return
  event.preventDefault()
  onChange(`${value.slice(0, selectionStart)}\n${spaces}${value.slice(selectionEnd)}`)
  const caret = selectionStart + 1 + spaces.length
  requestAnimationFrame(() => area.setSelectionRange(caret, caret))
}
