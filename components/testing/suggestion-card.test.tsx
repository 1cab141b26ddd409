import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { SuggestedChange } from './panel-suggestions'
import { SuggestionCard } from './suggestion-card'

const change: SuggestedChange = {
  id: 'field_path',
  stream: 'orders',
  station: 'records',
  suggestion: { path: '/x', value: 'data', title: 'Take data', confidence: 'likely', evidence: [] },
  before: 'everything',
  after: 'data',
  streamCount: 1,
}

function open() {
  const done: string[] = []
  render(
    <SuggestionCard
      change={change}
      editing={{
        textOf: () => 'data',
        edited: (same, text) =>
          text === 'bad' ? { why: 'No' } : { ...same, after: text, id: `edited ${text}` },
      }}
      onAccept={({ id }) => done.push(`accept ${id}`)}
      onReject={() => done.push('reject')}
      onTest={({ id }) => done.push(`test ${id}`)}
    />,
  )
  return done
}

const press = (key: string) => fireEvent.keyDown(screen.getByRole('article'), { key })
const value = () => screen.getByRole('textbox', { name: /The value as YAML/ })

afterEach(cleanup)

test('letters do what the buttons do', () => {
  const done = open()
  press('a')
  press('t')
  press('X')
  expect(done).toEqual(['accept field_path', 'test field_path', 'reject'])
})

test('an edited value is what is accepted', () => {
  const done = open()
  press('e')
  fireEvent.change(value(), { target: { value: 'items' } })
  expect(screen.getByText('items', { selector: 'ins' })).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Accept' }))
  expect(done).toEqual(['accept edited items'])
})

test('what cannot be read is not accepted, and Escape goes back to what was suggested', () => {
  const done = open()
  press('e')
  fireEvent.change(value(), { target: { value: 'bad' } })
  fireEvent.click(screen.getByRole('button', { name: 'Accept' }))
  expect(done).toEqual([])
  fireEvent.keyDown(value(), { key: 'Escape' })
  expect(screen.queryByRole('textbox')).toBeNull()
  expect(document.activeElement).toBe(screen.getByRole('article'))
  press('a')
  expect(done).toEqual(['accept field_path'])
})

test('what a document says against it stands below what the call shows, both with their place', () => {
  const shown: number[] = []
  const seen = { document: 'call 3', pointer: '/items', quote: 'a list of objects' }
  const declared = {
    document: 'shop.json',
    pointer: '/paths/~1orders/get',
    quote: 'data',
    isAgainst: true,
  }
  render(
    <SuggestionCard
      change={{ ...change, suggestion: { ...change.suggestion, evidence: [seen, declared] } }}
      editing={{ textOf: () => 'data', edited: (same) => same }}
      onAccept={() => undefined}
      onReject={() => undefined}
      onShowCall={(call) => shown.push(call)}
    />,
  )
  fireEvent.click(screen.getByRole('button', { name: 'call 3, items' }))
  expect(shown).toEqual([3])
  const against = screen.getByText('The document says otherwise:').parentElement
  expect(against?.textContent).toBe(
    'The document says otherwise: data shop.json, paths./orders.get',
  )
  expect(screen.getByRole('article').textContent).toMatch(/a list of objects.*says otherwise/)
})

test('letters typed in the value stay there', () => {
  const done = open()
  press('e')
  fireEvent.keyDown(value(), { key: 'a' })
  expect(done).toEqual([])
})
