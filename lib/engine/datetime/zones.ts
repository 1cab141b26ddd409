import { PythonError } from '../values/python-error'
import { CalendarDate } from './calendar-date'
import type { DateTime } from './date-time'

/**
 * The day that the calendar shows in a zone of the IANA database at an instant.
 *
 * @throws PythonError UnknownTimeZoneError
 */
export function dateInZone(instant: DateTime, zone: string): CalendarDate {
  const parts = new Map(
    formatterOf(zone)
      .formatToParts(instant.epochSeconds * 1000)
      .map((part) => [part.type, Number(part.value)]),
  )
  return new CalendarDate(parts.get('year') ?? 0, parts.get('month') ?? 0, parts.get('day') ?? 0)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone)
  if (!formatter) {
    // Offsets such as +02:00 are no names of zones to Python.
    if (!/^[A-Za-z]/.test(zone)) throw unknownZone()
    try {
      formatter = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        calendar: 'gregory',
        numberingSystem: 'latn',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
      })
    } catch (error) {
      if (error instanceof RangeError) throw unknownZone()
      throw error
    }
    formatters.set(zone, formatter)
  }
  return formatter
}

function unknownZone(): PythonError {
  return new PythonError('UnknownTimeZoneError', 'The time zone is not in the IANA database')
}
