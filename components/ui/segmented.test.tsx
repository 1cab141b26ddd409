import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test } from 'vitest'
import { Segmented } from './segmented'

afterEach(cleanup)

function Switch() {
  const [value, setValue] = useState<'form' | 'split' | 'yaml'>('form')
  return (
    <Segmented
      label="View"
      value={value}
      onChange={setValue}
      choices={[
        { value: 'form', label: 'Form' },
        { value: 'split', label: 'Split' },
        { value: 'yaml', label: 'YAML' },
      ]}
    />
  )
}

test('arrows choose and wrap, and only the chosen one is a tab stop', () => {
  render(<Switch />)
  const group = screen.getByRole('radiogroup', { name: 'View' })
  fireEvent.keyDown(group, { key: 'ArrowLeft' })
  const yaml = screen.getByRole('radio', { name: 'YAML' })
  expect(yaml.getAttribute('aria-checked')).toBe('true')
  expect(document.activeElement).toBe(yaml)
  fireEvent.keyDown(group, { key: 'ArrowRight' })
  expect(screen.getAllByRole('radio').map((radio) => radio.tabIndex)).toEqual([0, -1, -1])
})
