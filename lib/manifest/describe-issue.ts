import type { z } from 'zod'

type Issue = z.core.$ZodIssue

const names: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  bigint: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
  null: 'nothing',
}

/** What is wrong with a field, in plain words: `page_size has to be a whole number`. */
export function describeIssue(issue: Issue, field: string, isWritten: boolean): string {
  if (!isWritten) return `${field} is missing; it has to be ${expected(issue) ?? 'given'}`
  const wanted = expected(issue)
  return wanted ? `${field} has to be ${wanted}` : `${field}: ${lowerFirst(issue.message)}`
}

function expected(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return names[issue.expected] ?? issue.expected
    case 'invalid_value':
      return oneOf(issue.values.map((value) => String(value)))
    case 'invalid_union':
      return expectedOfUnion(issue.errors)
    case 'too_small':
      return `${issue.inclusive ? 'at least' : 'more than'} ${String(issue.minimum)}${unit(issue.origin)}`
    case 'too_big':
      return `${issue.inclusive ? 'at most' : 'less than'} ${String(issue.maximum)}${unit(issue.origin)}`
    case 'custom':
      return issue.message.startsWith('Expected ')
        ? issue.message.slice('Expected '.length)
        : undefined
    default:
      return undefined
  }
}

/** A branch that got further in is what was meant; else any of the branches will do. */
function expectedOfUnion(branches: readonly (readonly Issue[])[]): string | undefined {
  const deeper = branches.find(([first]) => first !== undefined && first.path.length > 0)
  const [first] = deeper ?? []
  if (first)
    return `valid: ${describeIssue(first, first.path.join('.'), first.code !== 'invalid_type')}`
  const wanted = branches.flatMap(([each]) => (each ? (expected(each) ?? []) : []))
  return wanted.length > 0 ? oneOf([...new Set(wanted)]) : undefined
}

function oneOf(words: readonly string[]): string {
  const last = words.at(-1) ?? ''
  if (words.length < 2) return last
  const shown = words.length > 12 ? [...words.slice(0, 12), '…'] : words.slice(0, -1)
  return `${shown.join(', ')} or ${last}`
}

function unit(origin: string): string {
  if (origin === 'string') return ' characters long'
  return origin === 'array' || origin === 'set' ? ' items long' : ''
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
