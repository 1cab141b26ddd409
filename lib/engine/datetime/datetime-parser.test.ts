import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { float, type Value } from '../values/value'
import { civilDay, epochDays } from './calendar'
import { DateTime } from './date-time'
import { formatDatetime, parseDatetime } from './datetime-parser'
import { parseIso } from './iso-datetime'
import { parseDuration } from './iso-duration'
import { strftime } from './strftime'
import { strptime } from './strptime'
import { dateInZone } from './zones'

describe('parseDatetime', () => {
  it.each<[Value, string, string]>([
    ['1609459200', '%s', '2021-01-01T00:00:00+00:00'],
    [1609459200.9, '%s', '2021-01-01T00:00:00+00:00'],
    [' 1_000 ', '%s', '1970-01-01T00:16:40+00:00'],
    ['-5', '%s', '1969-12-31T23:59:55+00:00'],
    [true, '%s', '1970-01-01T00:00:01+00:00'],
    ['1704100000.25', '%s_as_float', '2024-01-01T09:06:40.250000+00:00'],
    [float(5), '%s_as_float', '1970-01-01T00:00:05+00:00'],
    ['1609459200001', '%ms', '2021-01-01T00:00:00.001000+00:00'],
    [1640998861000000, '%epoch_microseconds', '2022-01-01T01:01:01+00:00'],
    ['2021-01-01T00:00:00.000000+0400', '%Y-%m-%dT%H:%M:%S.%f%z', '2021-01-01T00:00:00+04:00'],
    ['2021-11-22T08:41:55.640Z', '%Y-%m-%dT%H:%M:%S.%_msZ', '2021-11-22T08:41:55.640000+00:00'],
    ['2024-01-01t00:00:00z', '%Y-%m-%dT%H:%M:%SZ', '2024-01-01T00:00:00+00:00'],
    ['2024-1-1', '%Y-%m-%d', '2024-01-01T00:00:00+00:00'],
    [20220102, '%Y%m%d', '2022-01-02T00:00:00+00:00'],
    ['2021-366', '%Y-%j', '2022-01-01T00:00:00+00:00'],
    ['Jan 5, 2024 11 pm', '%b %d, %Y %I %p', '2024-01-05T23:00:00+00:00'],
    ['2024-W01-5', '%G-W%V-%u', '2024-01-05T00:00:00+00:00'],
  ])('reads %s as %s', (value, format, iso) => {
    expect(parseDatetime(value, format).toIso()).toBe(iso)
  })

  it.each([
    ['1.0', '%s'],
    [' 2024-01-01', '%Y-%m-%d'],
    ['2024-01-01 ', '%Y-%m-%d'],
    ['2023-02-29', '%Y-%m-%d'],
    ['2024-01-01T00:00:00+00:00', '%Y-%m-%dT%H:%M:%SZ'],
    ['2024-01-01T00:00:00.1234567Z', '%Y-%m-%dT%H:%M:%S.%fZ'],
    ['+01', '%z'],
    ['x', '%F'],
    ['999999999999999', '%s'],
  ])('refuses %s as %s', (value, format) => {
    expect(() => parseDatetime(value, format)).toThrow(
      expect.objectContaining({ kind: 'ValueError' }),
    )
  })

  it('does not repeat the value in its message', () => {
    expect(() => strptime('hunter2', '%Y')).toThrow(/'aaaaaa9'/)
  })
})

describe('formatDatetime', () => {
  const instant = parseIso('2022-01-02T03:04:05.678901Z')

  it.each([
    ['%s', '1641092645'],
    ['%s_as_float', '1641092645.678901'],
    ['%ms', '1641092645678'],
    ['%epoch_microseconds', '1641092645678901'],
    ['%H:%M:%S.%_msZ', '03:04:05.678Z'],
    ['%Y-%m-%dT%H:%M:%S.%f%z', '2022-01-02T03:04:05.678901+0000'],
    ['%j %U %W %V %G %e %c', '002 01 00 52 2021  2 Sun Jan  2 03:04:05 2022'],
    ['%Q %:z %%', '%Q %:z %'],
  ])('prints %s as %s', (format, text) => {
    expect(formatDatetime(instant, format)).toBe(text)
  })

  it('cuts half a second before 1970 to zero', () => {
    expect(formatDatetime(DateTime.ofEpochMicros(-500_000), '%s')).toBe('0')
  })

  it('reads back what it prints', () => {
    const micros = fc.bigInt({ min: -62135596800000000n, max: 253402300799999999n })
    fc.assert(
      fc.property(micros, (value) => {
        const instantOf = DateTime.ofEpochMicros(value)
        const text = instantOf.toIso()
        expect(parseIso(text).epochMicros).toBe(value)
        if (value > 0n) {
          const format = '%Y-%m-%dT%H:%M:%S.%f%z'
          expect(strptime(strftime(instantOf, format), format).epochMicros).toBe(value)
        }
      }),
    )
  })
})

describe('parseIso', () => {
  it.each([
    ['2022', '2022-01-01T00:00:00+00:00'],
    ['2022-03', '2022-03-01T00:00:00+00:00'],
    ['20220304', '2022-03-04T00:00:00+00:00'],
    ['2022-W09-5', '2022-03-04T00:00:00+00:00'],
    ['2022-063', '2022-03-04T00:00:00+00:00'],
    ['2022-03-04 10', '2022-03-04T10:00:00+00:00'],
    ['2022-03-04T101112,1234567', '2022-03-04T10:11:12.123456+00:00'],
    ['2022-03-04T24:00:00', '2022-03-05T00:00:00+00:00'],
    ['2022-03-04T10:11:12+02:00', '2022-03-04T08:11:12+00:00'],
  ])('reads %s', (text, iso) => {
    expect(parseIso(text).toIso()).toBe(iso)
  })

  it.each([
    '',
    '2022-3-4',
    '202203',
    '1646006400',
    '2022-02-30',
    '2022-03-04T10:20:30 +05:30',
    'x',
  ])('refuses %j', (text) => {
    expect(() => parseIso(text)).toThrow(expect.objectContaining({ kind: 'ValueError' }))
  })
})

describe('parseDuration', () => {
  it.each([
    ['P1D', '1 day, 0:00:00'],
    ['P2W', '14 days, 0:00:00'],
    ['PT0.5S', '0:00:00.500000'],
    ['-P1D', '-1 day, 0:00:00'],
    ['P1M', '1 month, 0:00:00'],
    ['P1Y2M3DT4H', '1 years, 2 months, 3 days, 4:00:00'],
  ])('reads %s', (text, shown) => {
    expect(parseDuration(text).toText()).toBe(shown)
  })

  it.each(['P', 'PD', '1D', ''])('refuses %j', (text) => {
    expect(() => parseDuration(text)).toThrow(expect.objectContaining({ kind: 'ISO8601Error' }))
  })

  it('clips months to the end of the month', () => {
    expect(parseIso('2022-01-31').plus(parseDuration('P1M')).toIso()).toBe(
      '2022-02-28T00:00:00+00:00',
    )
  })
})

describe('calendar', () => {
  it('counts days there and back over all years', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719162, max: 2932896 }), (days) => {
        const { year, month, day } = civilDay(days)
        expect(epochDays(year, month, day)).toBe(days)
      }),
    )
  })

  it('knows the day in other zones', () => {
    const instant = parseIso('2024-01-16T20:00:00Z')
    expect(dateInZone(instant, 'Asia/Tokyo').toText()).toBe('2024-01-17')
    expect(() => dateInZone(instant, 'Nope/Zone')).toThrow(
      expect.objectContaining({ kind: 'UnknownTimeZoneError' }),
    )
  })
})
