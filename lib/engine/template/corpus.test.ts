import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isEqual } from '../values/compare'
import { parseJson } from '../values/json'
import type { Json, ValueObject } from '../values/value'
import { evaluateLine } from './evaluate-line'

const shared = process.env.PLUMBLINE_SHARED ?? ''
const nowMicros = Date.UTC(2024, 0, 16, 12, 34, 56) * 1000

interface Recorded {
  readonly template: string
  readonly context: ValueObject
  readonly result: Json
  readonly resultType: string | null
  readonly error?: Json
}

function isSame(line: Recorded): boolean {
  const got = evaluateLine({ template: line.template, context: line.context, nowMicros })
  if (line.error !== undefined || 'error' in got) return line.error !== undefined && 'error' in got
  return got.resultType === line.resultType && isEqual(got.result, line.result)
}

describe.skipIf(shared === '')('recorded templates (PLUMBLINE_SHARED)', () => {
  it('give the recorded value and type, all but one in two hundred at most', () => {
    const lines = readFileSync(join(shared, 'corpus/templates-dev.ndjson'), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => parseJson(line) as unknown as Recorded)
    const different = lines.filter((line) => !isSame(line)).map((line) => line.template)
    expect(1 - different.length / lines.length, different.join('\n')).toBeGreaterThanOrEqual(0.995)
  })
})
