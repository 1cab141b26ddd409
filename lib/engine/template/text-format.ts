import { PythonError, PythonValueError } from '../values/python-error'
import { repr } from '../values/text'
import type { Value } from '../values/value'
import { checkLength } from './budget'
import { formatValue } from './format-spec'
import type { CallArguments, Runtime } from './runtime'

const fieldName = /^([^.[\]]*)((?:\.[^.[\]]+|\[[^\]]+\])*)$/s
const step = /\.([^.[\]]+)|\[([^\]]+)\]/gs

/**
 * Python's `format.format(…)`. Fields reach attributes and items by the rules of templates.
 * `toText` makes the text of values without a format of their own.
 *
 * @throws PythonValueError for a format that is not valid
 * @throws PythonError KeyError or IndexError for arguments that are not there
 */
export function formatText(
  format: string,
  call: CallArguments,
  runtime: Runtime,
  toText: (value: Value) => string,
): string {
  return new Formatter(call, runtime, toText).run(format, 0)
}

class Formatter {
  readonly #call: CallArguments
  readonly #runtime: Runtime
  readonly #toText: (value: Value) => string
  #nextIndex = 0
  #numbering: 'automatic' | 'manual' | undefined

  constructor(call: CallArguments, runtime: Runtime, toText: (value: Value) => string) {
    this.#call = call
    this.#runtime = runtime
    this.#toText = toText
  }

  run(format: string, depth: number): string {
    if (depth > 2) throw new PythonValueError('Max string recursion exceeded')
    let result = ''
    let at = 0
    while (at < format.length) {
      const char = format[at] ?? ''
      if ((char === '{' || char === '}') && format[at + 1] === char) {
        result += char
        at += 2
      } else if (char === '{') {
        const end = fieldEnd(format, at)
        result += this.#field(format.slice(at + 1, end), depth)
        at = end + 1
      } else if (char === '}') {
        throw new PythonValueError("Single '}' encountered in format string")
      } else {
        result += char
        at++
      }
      checkLength(result.length)
    }
    return result
  }

  #field(field: string, depth: number): string {
    const { name, conversion, spec } = splitField(field)
    this.#runtime.budget.step()
    let value = this.#value(name)
    if (conversion === 's') value = this.#toText(value)
    else if (conversion === 'r' || conversion === 'a') value = repr(value)
    else if (conversion !== undefined) throw new PythonValueError('Unknown conversion specifier')
    const finalSpec = spec.includes('{') ? this.run(spec, depth + 1) : spec
    return finalSpec === '' ? this.#toText(value) : formatValue(value, finalSpec, this.#toText)
  }

  #value(name: string): Value {
    const match = fieldName.exec(name)
    if (!match) throw new PythonValueError('The field of the format is not valid')
    let value = this.#argument(match[1] ?? '')
    for (const [, attribute, key] of (match[2] ?? '').matchAll(step)) {
      const { language } = this.#runtime
      if (attribute !== undefined) value = language.attribute(value, attribute)
      else value = language.item(value, /^\d+$/.test(key ?? '') ? Number(key) : (key ?? ''))
    }
    return value
  }

  #argument(name: string): Value {
    if (name === '' || /^\d+$/.test(name)) {
      const numbering = name === '' ? 'automatic' : 'manual'
      this.#numbering ??= numbering
      if (this.#numbering !== numbering) {
        throw new PythonValueError('Fields are numbered either all or none')
      }
      const value = this.#call.positional[name === '' ? this.#nextIndex++ : Number(name)]
      if (value !== undefined) return value
      throw new PythonError('IndexError', 'The format has more fields than there are arguments')
    }
    const value = this.#call.named.get(name)
    if (value !== undefined) return value
    throw new PythonError('KeyError', `The format names an argument that is not given: ${name}`)
  }
}

/** Where a field closes; fields may hold others. */
function fieldEnd(format: string, open: number): number {
  let depth = 0
  for (let at = open; at < format.length; at++) {
    if (format[at] === '{') depth++
    else if (format[at] === '}' && --depth === 0) return at
  }
  throw new PythonValueError("expected '}' before end of string")
}

function splitField(field: string) {
  const match = /^((?:[^[\]:!]|\[[^\]]*\])*)(?:!([^:]*))?(?::(.*))?$/s.exec(field)
  if (!match) throw new PythonValueError('The field of the format is not valid')
  const [, name = '', conversion, spec = ''] = match
  return { name, conversion, spec }
}
