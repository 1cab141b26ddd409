import { Markup, Tuple, type Value } from '../values/value'
import { escapeHtml } from './escape'
import { type Method, runMethod } from './methods/method'
import { iterate } from './operands'
import type { CallArguments, Runtime } from './runtime'
import { formatText } from './text-format'

/**
 * A method of text on text that is safe for HTML: what it puts in is escaped, and what it gives is
 * safe too.
 */
export function markupResult(
  value: Markup,
  name: string,
  found: Method<never>,
  call: CallArguments,
  runtime: Runtime,
): Value {
  if (name === 'format') {
    return new Markup(formatText(value.text, call, runtime, (each) => escapeHtml(each).text))
  }
  const args = escapedArguments(name, call)
  return safe(runMethod(name, found, value.text as never, args, runtime))
}

function escapedArguments(name: string, call: CallArguments): CallArguments {
  if (name === 'join') {
    const [items = []] = call.positional
    return { ...call, positional: [Array.from(iterate(items), escapeHtml)] }
  }
  if (name !== 'replace') return call
  const [old, next, ...rest] = call.positional
  if (old === undefined || next === undefined) return call
  return { ...call, positional: [old, escapeHtml(next), ...rest] }
}

function safe(result: Value): Value {
  if (typeof result === 'string') return new Markup(result)
  if (Array.isArray(result)) return result.map(safe)
  if (result instanceof Tuple) return new Tuple(result.items.map(safe))
  return result
}
