import { expect, test } from 'vitest'
import { defaultOptions, limitsMax, withoutLimits } from './run-options'

test('reading to the end raises the limits that were hit and no other', () => {
  expect(withoutLimits(defaultOptions, ['pages']).limits).toEqual({
    ...defaultOptions.limits,
    pagesPerSlice: limitsMax.pagesPerSlice,
  })
})
