import { expect, test } from 'vitest'
import { defaultOptions, limitsMax, toTheEnd } from './run-options'

test('reading to the end raises what counts records, and other limits only when they were hit', () => {
  const { records, pagesPerSlice, slices } = limitsMax
  const raised = { ...defaultOptions.limits, records, pagesPerSlice, slices }
  expect(toTheEnd(defaultOptions, ['pages']).limits).toEqual(raised)
  expect(toTheEnd(defaultOptions, ['seconds']).limits).toEqual({
    ...raised,
    seconds: limitsMax.seconds,
  })
})
