import { describe, expect, it } from 'vitest'
import { problemsOf } from './validate-manifest'

describe('validating a manifest', () => {
  it('names the line and column of a mistake in the YAML', () => {
    const [problem] = problemsOf('a: 1\nb: [1, 2\n')
    expect(problem).toMatchObject({ severity: 'error', place: { line: expect.any(Number) } })
  })

  it('names the place of a reference that leads nowhere', () => {
    const problems = problemsOf('streams:\n  - $ref: "#/definitions/missing"\n')
    const missing = problems.find(({ code }) => code === 'reference_missing')
    expect(missing).toMatchObject({ severity: 'error', path: ['streams', 0, '$ref'] })
    expect(missing?.place?.line).toBe(2)
  })
})
