import { expect, it } from 'vitest'
import { isoText, parseFlexibleDate } from './flexible-date'

it.each([
  ['1705408496', '2024-01-16T12:34:56+00:00'],
  ['2024-1-6', '2024-01-06T00:00:00+00:00'],
  ['2024-01-16T12:34:56Z', '2024-01-16T12:34:56+00:00'],
  ['2024-01-16T12:34:56.123456+02:00', '2024-01-16T10:34:56.123456+00:00'],
  ['14 Mar 2023', '2023-03-14T00:00:00+00:00'],
  ['March 14, 2023 3:09 PM', '2023-03-14T15:09:00+00:00'],
  ['03/14/2023', '2023-03-14T00:00:00+00:00'],
  ['2023/03/14 15:09:26', '2023-03-14T15:09:26+00:00'],
])('reads %s', (text, iso) => {
  expect(isoText(parseFlexibleDate(text) ?? Number.NaN)).toBe(iso)
})

it.each(['', 'soon', '-5', '17054084961', '12:30', '2024-13-01', '2024-02-30'])(
  'does not read %j',
  (text) => {
    expect(parseFlexibleDate(text)).toBeUndefined()
  },
)
