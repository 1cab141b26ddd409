import { PythonError } from '../values/python-error'
import { CalendarDuration, TimeDelta } from './duration'
import { shapeOf } from './strptime'

const number = '(\\d+(?:[,.]\\d+)?)'
const isoDuration = new RegExp(
  `^([+-])?P(?=\\w)(?:${number}Y)?(?:${number}M)?(?:${number}W)?(?:${number}D)?` +
    `(?:T(?:${number}H)?(?:${number}M)?(?:${number}S)?)?$`,
)

/**
 * Reads an ISO 8601 duration: `P1D`, `PT0.5S`, `P2W`, `-P1D`. With months or years, such as `P1M`,
 * the result is a length of the calendar.
 *
 * @throws PythonError ISO8601Error
 */
export function parseDuration(text: string): TimeDelta | CalendarDuration {
  const match = isoDuration.exec(text)
  if (!match) {
    throw new PythonError(
      'ISO8601Error',
      `A duration of the form ${shapeOf(text)} is not ISO 8601, such as P1D or PT1H`,
    )
  }
  const [, sign, ...texts] = match
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] =
    texts.map((each) => Number((each ?? '0').replace(',', '.')))
  const delta = TimeDelta.ofFractions({
    days: weeks * 7 + days,
    seconds: hours * 3600 + minutes * 60 + seconds,
  })
  const result = years === 0 && months === 0 ? delta : new CalendarDuration(years, months, delta)
  return sign === '-' ? result.negated() : result
}
