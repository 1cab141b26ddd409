'use client'

import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { Field } from '../../ui/field'
import { useField } from '../manifest-context'
import { scalarText } from '../manifest-values'
import {
  type Completion,
  type CompletionList,
  complete,
  completionsAt,
} from '../templates/completion'
import { useTemplateNames } from '../templates/use-template-names'
import type { FieldProps } from './field-props'
import { readNumber } from './number-field'
import { TemplateValue } from './template-value'
import { missing } from './text-field'

interface TemplateFieldProps extends FieldProps {
  variables?: readonly string[]
  /** Digits alone are written as a number. */
  takesNumber?: boolean
  /** The template is a condition: its value is shown as true or false. */
  isCondition?: boolean
  /** Several lines. */
  isLong?: boolean
  /** In place of writing the value at the path. */
  onChange?: (value: string | number | undefined) => void
}

/** Text that may hold `{{ }}`: with completion, and the value it has in the last run. */
export function TemplateField(props: TemplateFieldProps) {
  const { label, path, hint, placeholder, isRequired, variables = [], takesNumber } = props
  const field = useField(path)
  const text = scalarText(field.value) ?? ''
  const write = (next: string) => {
    const number = takesNumber ? readNumber(next) : undefined
    const value = next === '' ? undefined : (number ?? next)
    if (props.onChange) props.onChange(value)
    else field.set(value)
  }
  const completion = useCompletion({ text, variables, write })
  const error = field.error ?? missing(isRequired, field.value)
  const Control = props.isLong ? 'textarea' : 'input'
  return (
    <Field
      label={label}
      hint={
        text.includes('{{') ? (
          <TemplateValue
            template={text}
            variables={variables}
            isCondition={props.isCondition === true}
          />
        ) : (
          hint
        )
      }
      error={error}
    >
      {(control) => (
        <div className={`in mono${error ? ' bad' : ''}`}>
          <Control
            {...control}
            {...completion.control}
            autoComplete="off"
            spellCheck={false}
            value={text}
            placeholder={placeholder}
            disabled={!field.isEditable}
            onFocus={field.focus.onFocus}
            ref={(element: HTMLInputElement | HTMLTextAreaElement | null) => {
              field.focus.ref(element)
              completion.ref.current = element
            }}
          />
          {completion.list && (
            <CompletionMenu
              id={completion.id}
              list={completion.list}
              active={completion.active}
              onChoose={completion.choose}
            />
          )}
        </div>
      )}
    </Field>
  )
}

type TextControl = HTMLInputElement | HTMLTextAreaElement

interface CompletionOptions {
  text: string
  variables: readonly string[]
  write: (text: string) => void
}

function useCompletion({ text, variables, write }: CompletionOptions) {
  const names = useTemplateNames(variables)
  const [list, setList] = useState<CompletionList>()
  const [active, setActive] = useState(0)
  const ref = useRef<TextControl>(null)
  const id = useId()

  const look = (next: string, caret: number) => {
    setList(completionsAt(next, caret, names))
    setActive(0)
  }
  const choose = (completion: Completion) => {
    const caret = ref.current?.selectionStart ?? text.length
    const done = complete(text, caret, { from: list?.from ?? caret, completion })
    write(done.text)
    setList(undefined)
    requestAnimationFrame(() => {
      ref.current?.focus()
      ref.current?.setSelectionRange(done.caret, done.caret)
    })
  }
  const onKeyDown = (event: KeyboardEvent<TextControl>) => {
    const { selectionStart } = event.currentTarget
    if (event.key === ' ' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      look(text, selectionStart ?? text.length)
      return
    }
    const handle = list && menuKey(event.key, list)
    if (handle === undefined) return
    event.preventDefault()
    event.stopPropagation()
    handle()
  }
  const menuKey = (key: string, { items }: CompletionList): (() => void) | undefined => {
    const chosen = items[active]
    const step = { ArrowDown: 1, ArrowUp: -1 }[key]
    if (step !== undefined) return () => setActive((active + step + items.length) % items.length)
    if (key === 'Escape') return () => setList(undefined)
    return chosen && (key === 'Enter' || key === 'Tab') ? () => choose(chosen) : undefined
  }
  const control = {
    role: 'combobox',
    'aria-expanded': list !== undefined,
    'aria-controls': id,
    'aria-autocomplete': 'list' as const,
    'aria-activedescendant': list ? `${id}-${active}` : undefined,
    onKeyDown,
    onBlur: () => setList(undefined),
    onChange: (event: { currentTarget: TextControl }) => {
      const { value, selectionStart } = event.currentTarget
      write(value)
      look(value, selectionStart ?? value.length)
    },
  }
  return { list, active, choose, ref, control, id }
}

interface CompletionMenuProps {
  id: string
  list: CompletionList
  active: number
  onChoose: (completion: Completion) => void
}

function CompletionMenu({ id, list, active, onChoose }: CompletionMenuProps) {
  return (
    <div
      className="pop menu completions"
      role="listbox"
      id={id}
      aria-label="What may be written here"
    >
      {list.items.map((item, index) => (
        <div
          key={`${item.label}:${item.insert}`}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          className={index === active ? 'mi plain on' : 'mi plain'}
          onMouseDown={(event) => {
            // Keeps the keyboard in the field.
            event.preventDefault()
            onChoose(item)
          }}
        >
          <span className="mono">{item.label}</span>
          <span className="s11 t3">{item.detail}</span>
        </div>
      ))}
    </div>
  )
}
