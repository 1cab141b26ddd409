import { DateTime } from '../datetime/date-time'
import { formatDatetime, parseDatetime } from '../datetime/datetime-parser'
import { TimeDelta } from '../datetime/duration'
import { parseIso } from '../datetime/iso-datetime'
import { parseDuration } from '../datetime/iso-duration'
import { strftime } from '../datetime/strftime'
import { strptime } from '../datetime/strptime'
import { dateInZone } from '../datetime/zones'
import { numeric, stringOf } from '../values/compare'
import { quotePlus } from '../values/form'
import { PythonError, PythonTypeError, PythonValueError } from '../values/python-error'
import { typeName } from '../values/type-name'
import { float, intOf, isFloat, Undefined, type Value } from '../values/value'
import { bindArguments } from './bind-arguments'
import type { Entry } from './filter-entry'
import { extremeOf } from './filters-list'
import { objectFunctions } from './functions-object'
import { asIs } from './item-getter'
import { failOn, isIntLike, lengthOf, listOf, textArgument } from './operands'
import { type CallArguments, NativeFunction, type Runtime } from './runtime'

/** A function of the language; its entry's `apply` gets null as the value. */
export type FunctionEntry = Entry

function isoText(value: Value): string {
  const text = stringOf(value)
  if (text !== undefined) return text
  if (value instanceof Undefined) failOn(value)
  // The reference looks at the length before it looks at the type.
  if (lengthOf(value) < 4) throw new PythonValueError('The date is too short to be ISO 8601')
  throw new PythonTypeError(`ISO 8601 text is needed, not '${typeName(value)}'`)
}

function timestamp(value: Value): Value {
  const number = numeric(value)
  if (number === undefined) return float(parseIso(isoText(value)).timestamp)
  if (typeof number === 'bigint' || !isFloat(value)) return number
  if (!Number.isFinite(number)) throw new PythonValueError('The number is no instant')
  return intOf(Math.trunc(number))
}

function durationText(value: Value): string {
  const text = stringOf(value)
  if (text !== undefined) return text
  throw new PythonTypeError('duration needs text')
}

function zoneName(value: Value): string {
  const text = stringOf(value)
  if (text !== undefined) return text
  throw new PythonError('UnknownTimeZoneError', 'A time zone is named by text')
}

function extreme(name: 'max' | 'min') {
  return (
    _value: Value,
    args: readonly Value[],
    runtime: Runtime,
    { named }: CallArguments,
  ): Value => {
    const [first] = args
    if (first === undefined || named.size > 0) {
      throw new PythonTypeError(`${name} expected at least 1 argument`)
    }
    const items = args.length === 1 ? listOf(first, runtime) : args
    if (items.length === 0) throw new PythonValueError(`${name}() arg is an empty sequence`)
    return extremeOf(name, items, asIs)
  }
}

function dayDelta(count: Value, format: Value, runtime: Runtime): Value {
  const days = numeric(count)
  if (days === undefined) {
    throw new PythonTypeError('day_delta needs a number of days')
  }
  if (!Number.isFinite(Number(days))) throw new PythonError('OverflowError', 'Too many days')
  const shifted = runtime.now.plus(TimeDelta.ofFractions({ days: Number(days) }))
  return strftime(shifted, textArgument(format))
}

function formatted(args: readonly Value[]): Value {
  const [value = null, format = '', inputFormat = null] = args
  if (value instanceof DateTime) return strftime(value, textArgument(format))
  const instant = instantOf(value, inputFormat)
  return formatDatetime(instant, textArgument(format))
}

function instantOf(value: Value, inputFormat: Value): DateTime {
  if (isIntLike(value)) {
    return parseDatetime(value, inputFormat === null ? '%s' : textArgument(inputFormat))
  }
  if (inputFormat === null) return parseIso(isoText(value))
  return strptime(textArgument(value), textArgument(inputFormat)).orUtc()
}

function snakeCase(name: string): string {
  return name.replace(/(?!^)([A-Z])/g, '_$1').toLowerCase()
}

/** Functions that may be called by name in every template. */
export const functions: Readonly<Record<string, FunctionEntry>> = {
  ...objectFunctions,
  camel_case_to_snake_case: {
    summary: 'A name such as userId as user_id',
    example: ["{{ camel_case_to_snake_case('userId') }}", 'user_id'],
    parameters: [['value']],
    apply: (_value, [name = '']) => snakeCase(textArgument(name)),
  },
  day_delta: {
    summary: 'The instant so many days from now, printed in a format',
    example: ["{{ day_delta(1, format='%Y-%m-%d') }}", '2024-01-17'],
    parameters: [['num_days'], ['format', '%Y-%m-%dT%H:%M:%S.%f%z']],
    apply: (_value, [count = 0, format = ''], runtime) => dayDelta(count, format, runtime),
  },
  duration: {
    summary: 'A length of time from ISO 8601, to add to dates or subtract from them',
    example: ["{{ duration('P1D') }}", '1 day, 0:00:00'],
    parameters: [['datestring']],
    apply: (_value, [text = '']) => parseDuration(durationText(text)),
  },
  format_datetime: {
    summary: 'A date, ISO text or number of seconds printed in another format',
    example: ["{{ format_datetime('2024-01-31T10:00:00Z', '%d.%m.%Y') }}", '31.01.2024'],
    parameters: [['dt'], ['format'], ['input_format', null]],
    apply: (_value, args) => formatted(args),
  },
  generate_uuid: {
    summary: 'A random UUID',
    example: ['{{ generate_uuid() | length }}', '36'],
    parameters: [],
    apply: (_value, _args, runtime) => runtime.host.uuid(),
  },
  max: {
    summary: 'The largest of the arguments, or of the items of the only one',
    example: ['{{ max(1, 3, 2) }}', '3'],
    parameters: 'any',
    apply: extreme('max'),
  },
  min: {
    summary: 'The smallest of the arguments, or of the items of the only one',
    example: ['{{ min([3, 1, 2]) }}', '1'],
    parameters: 'any',
    apply: extreme('min'),
  },
  now_utc: {
    summary: 'This instant, in UTC',
    example: ['{{ now_utc().year }}', '2024'],
    parameters: [],
    apply: (_value, _args, runtime) => runtime.now,
  },
  sanitize_url: {
    summary: 'Text ready to be part of a URL, spaces as +',
    example: ["{{ sanitize_url('a b/c') }}", 'a+b%2Fc'],
    parameters: [['value']],
    apply: (_value, [text = '']) => quotePlus(textArgument(text)),
  },
  str_to_datetime: {
    summary: 'The instant that ISO 8601 text names, in UTC',
    example: ["{{ str_to_datetime('2024-01-31') }}", '2024-01-31 00:00:00+00:00'],
    parameters: [['s']],
    apply: (_value, [text = '']) => parseIso(isoText(text)),
  },
  timestamp: {
    summary: 'Seconds since 1970 of ISO 8601 text; a number loses its fraction',
    example: ["{{ timestamp('2022-02-28') }}", '1646006400.0'],
    parameters: [['dt']],
    apply: (_value, [value = null]) => timestamp(value),
  },
  today_utc: {
    summary: "Today's date in UTC",
    example: ['{{ today_utc() }}', '2024-01-16'],
    parameters: [],
    apply: (_value, _args, runtime) => runtime.now.date,
  },
  today_with_timezone: {
    summary: "Today's date in a time zone of the IANA database",
    example: ["{{ today_with_timezone('Asia/Tokyo') }}", '2024-01-16'],
    parameters: [['timezone']],
    apply: (_value, [zone = ''], runtime) => dateInZone(runtime.now, zoneName(zone)),
  },
}

function callable(name: string, entry: FunctionEntry): NativeFunction {
  const { parameters } = entry
  return new NativeFunction(entryText(name), (call, runtime) => {
    runtime.budget.step()
    const args = parameters === 'any' ? call.positional : bindArguments(name, parameters, call)
    return entry.apply(null, args, runtime, call)
  })
}

function entryText(name: string): string {
  const known = classTexts[name]
  return known ?? `<function ${name} at 0x7f0000000000>`
}

const classTexts: Readonly<Record<string, string>> = {
  dict: "<class 'dict'>",
  cycler: "<class 'jinja2.utils.Cycler'>",
  joiner: "<class 'jinja2.utils.Joiner'>",
  namespace: "<class 'jinja2.utils.Namespace'>",
  max: '<built-in function max>',
  min: '<built-in function min>',
}

/** The functions as values, by name. */
export const globals: ReadonlyMap<string, NativeFunction> = new Map(
  Object.entries(functions).map(([name, entry]) => [name, callable(name, entry)]),
)
