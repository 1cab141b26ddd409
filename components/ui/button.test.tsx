import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { Button } from './button'

afterEach(cleanup)

test('a button that cannot be used stays focusable and takes no click', () => {
  let clicks = 0
  render(
    <Button disabledReason="Paste a manifest first" onClick={() => (clicks += 1)}>
      Create
    </Button>,
  )
  const button = screen.getByRole('button', { name: 'Create' })
  fireEvent.click(button)
  expect(clicks).toBe(0)
  expect(button.getAttribute('aria-disabled')).toBe('true')
  expect(button.hasAttribute('disabled')).toBe(false)
})

test('a busy button takes no click and says that it is busy', () => {
  let clicks = 0
  render(
    <Button isBusy onClick={() => (clicks += 1)}>
      Save
    </Button>,
  )
  const button = screen.getByRole('button', { name: 'Save' })
  fireEvent.click(button)
  expect(clicks).toBe(0)
  expect(button.getAttribute('aria-busy')).toBe('true')
})
