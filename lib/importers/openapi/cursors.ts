import type { CursorFact, Fact } from '../facts'
import { type DateField, dateFields, sortedBy } from './date-fields'
import { formatOf, isoDateTime } from './date-format'
import { evidenceOf, rawAt } from './document'
import type { Operation, Parameter } from './operations'
import type { SchemaView } from './schema-view'
import { normal, wordsOf } from './words'

/** The date of a record by which changes are best known, with its format. */
export function dateFieldOf(
  item: SchemaView | undefined,
): { name: string; format: string } | undefined {
  const [best] = item ? dateFields(item) : []
  return best && { name: best.name, format: formatOf(best.view) }
}

/** The field by which new records are known, and the parameters that filter by it. */
export function cursorOf(
  operation: Operation,
  item: SchemaView | undefined,
  taken: ReadonlySet<string>,
): Fact<CursorFact | undefined> {
  const fields = item ? dateFields(item) : []
  const filters = operation.parameters.filter(
    (each) =>
      !taken.has(each.name) && (each.in === 'query' || each.in === 'body') && isDateFilter(each),
  )
  const starts = filters
    .filter((each) => side(each) === 'start')
    .sort((one, other) => plainness(one) - plainness(other))
  for (const field of fields) {
    const start = starts.find((each) => matches(each, field, fields))
    if (start)
      return filtered(
        field,
        start,
        filters.find((each) => isEndOf(each, start)),
      )
  }
  const [best] = fields
  if (!best) return bySort(operation)
  return {
    value: { field: best.name, path: best.path, format: formatOf(best.view) },
    confidence: 'guess',
    evidence: [evidenceOf(best.view.located, `property ${best.name}`)],
  }
}

/** A record that declares no date, of a list that can be put in the order of one. */
function bySort(operation: Operation): Fact<CursorFact | undefined> {
  const found = sortedBy(operation)
  if (!found) return { value: undefined, confidence: 'unknown', evidence: [] }
  return {
    value: { field: found.name, format: isoDateTime },
    confidence: 'guess',
    evidence: [evidenceOf(found.parameter.located)],
  }
}

/** `updated_since` says more than `since`, and that more than `from`. */
function plainness({ name, isDeprecated }: Parameter): number {
  const words = wordsOf(name)
  const rank = words.length > 1 ? 0 : /since|after|gte?/.test(name) ? 1 : /start/.test(name) ? 2 : 3
  return rank + (isDeprecated ? 10 : 0)
}

function filtered(
  field: DateField,
  start: Parameter,
  end: Parameter | undefined,
): Fact<CursorFact | undefined> {
  const place = (parameter: Parameter) => ({
    in: parameter.in === 'body' ? ('body' as const) : ('query' as const),
    name: parameter.name,
  })
  return {
    value: {
      field: field.name,
      path: field.path,
      format: formatOf(start.schema, start.description, formatOf(field.view)),
      start: place(start),
      end: end && place(end),
    },
    confidence: 'likely',
    evidence: [evidenceOf(field.view.located, `property ${field.name}`), evidenceOf(start.located)],
  }
}

function isDateFilter(parameter: Parameter): boolean {
  const { schema, description, name } = parameter
  if (schema.type === 'object' || schema.type === 'array' || schema.type === 'boolean') return false
  if (/^date(-?time)?$/.test(String(rawAt(schema.located, 'format') ?? ''))) return true
  const text = `${description} ${exampleText(schema)}`
  if (/since|after|before|from|until|gte?\b|lte?\b|start|end|min|max/i.test(name)) {
    return /\b(date|timestamp|time|iso[ -]?8601|unix|epoch|rfc ?3339|datetime|created|updated|modified|\d{4}-\d\d-\d\d)/i.test(
      `${text} ${wordsOf(name).join(' ')}`,
    )
  }
  return false
}

function exampleText(view: SchemaView): string {
  return String(rawAt(view.located, 'example') ?? '')
}

/** Which end of a span a filter sets, by the words of its name, else of its description. */
function side(parameter: Parameter): 'start' | 'end' | undefined {
  const words = wordsOf(parameter.name)
  const has = (list: readonly string[]) => words.some((word) => list.includes(word))
  if (
    has([
      'since',
      'after',
      'from',
      'start',
      'gt',
      'gte',
      'ge',
      'min',
      'begin',
      'newer',
      'oldest',
      'lower',
      'starting',
    ])
  )
    return 'start'
  if (
    has([
      'until',
      'before',
      'to',
      'end',
      'lt',
      'lte',
      'le',
      'max',
      'older',
      'latest',
      'upper',
      'ending',
      'till',
    ])
  )
    return 'end'
  if (/since$|after$|from$|min$/i.test(parameter.name)) return 'start'
  return /\b(on or after|since|newer than|later than|starting from)\b/i.test(parameter.description)
    ? 'start'
    : undefined
}

/** Whether a filter is about a field, by the stem they share. A bare `since` is about the best field. */
function matches(parameter: Parameter, field: DateField, all: readonly DateField[]): boolean {
  const stem = stemOf(field.name)
  const words = `${wordsOf(parameter.name).join(' ')} ${parameter.description}`.toLowerCase()
  if (wordsOf(parameter.name).map(stemOf).includes(stem)) return true
  const others = all.filter((each) => stemOf(each.name) !== stem)
  const isAboutOther = others.some((each) => new RegExp(`\\b${stemOf(each.name)}`).test(words))
  if (new RegExp(`\\b${stem}`).test(words)) return !isAboutOther || field.rank < 2
  const isAboutNone =
    !/\b(creat|updat|modif|chang|edit|publish|due|complet|expir|start|delet|clos)/.test(
      words.replace(/start(ing)?( |_)?(date|time|at)?/g, ''),
    )
  return isAboutNone && field === all[0]
}

function stemOf(name: string): string {
  const stems = [
    'updat',
    'modif',
    'chang',
    'edit',
    'creat',
    'publish',
    'insert',
    'emit',
    'occur',
    'seen',
  ]
  const word = normal(name)
  return stems.find((each) => word.includes(each)) ?? word.replace(/(date|time|at|on)$/, '')
}

function isEndOf(parameter: Parameter, start: Parameter): boolean {
  if (side(parameter) !== 'end' || parameter.in !== start.in) return false
  const bare = (name: string) =>
    normal(name).replace(
      /(since|after|from|start|gte?|min|begin|until|before|to|end|lte?|max|date|time|at|on|ing)/g,
      '',
    )
  return bare(parameter.name) === bare(start.name)
}
