import { describe, expect, it } from 'vitest'
import { toText } from '../values/text'
import { compileTemplate } from './evaluate'
import { filters } from './filters'
import { functions } from './functions'
import { tests } from './tests'

const host = {
  nowMicros: () => Date.UTC(2024, 0, 16, 12, 34, 56) * 1000,
  uuid: () => '00000000-0000-4000-8000-000000000000',
}

const examples = Object.entries({ filters, tests, functions }).flatMap(([kind, entries]) =>
  Object.entries(entries).map(([name, entry]) => [kind, name, ...entry.example] as const),
)

describe('the language', () => {
  it.each(examples)('%s: %s: %s renders %s', (_kind, _name, template, text) => {
    expect(toText(compileTemplate(template).evaluate({ config: {} }, host))).toBe(text)
  })

  it('says of everything in one sentence what it is for', () => {
    for (const entry of Object.values({ ...filters, ...tests, ...functions })) {
      expect(entry.summary).toMatch(/^[A-Z][^\n]{6,110}$/)
    }
  })
})
