import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { Dialog } from './dialog'

afterEach(cleanup)

function open() {
  const closed = { count: 0 }
  render(
    <Dialog
      isOpen
      onClose={() => {
        closed.count += 1
      }}
      title="Rename"
    >
      <p>Inside</p>
    </Dialog>,
  )
  return closed
}

test('Escape on Close closes the dialog, though its tooltip is open', () => {
  const closed = open()
  const close = screen.getByRole('button', { name: 'Close' })
  fireEvent.focus(close)
  fireEvent.keyDown(close, { key: 'Escape' })
  expect(closed.count).toBe(1)
})
