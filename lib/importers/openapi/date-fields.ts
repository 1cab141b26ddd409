import { rawAt } from './document'
import type { Operation, Parameter } from './operations'
import { propertiesOf, type SchemaView } from './schema-view'
import { normal, wordsOf } from './words'

const ending = '(at|on|date|time|timestamp|datetime|utc|unix)?$'
/** Names of fields that grow with changes, best first, as `normal` writes them. */
const fieldNames = [
  // What was changed last.
  new RegExp(
    `^(date|time|datetime|timestamp)?(last)?(updated?|modified|modify|modification|updates?)(last)?${ending}`,
  ),
  new RegExp(`^(date)?(last)?(changed?|edited|edit|systemmodstamp|modstamp)${ending}`),
  // What was made.
  new RegExp(
    `^(date|time|datetime|timestamp)?(created?|creation|inserted|added|registered)${ending}`,
  ),
  // When it happened.
  /^(date|timestamp|time|datetime|ts|eventdate|eventtime|eventtimestamp|occurr?ed(at|on|date|time)?|transactiondate|transactiontime)$/,
  new RegExp(
    `^(date)?(published|submitted|recorded|received|emitted|logged|posted|opened|issued|started|sent|captured|start|completed)${ending}`,
  ),
  new RegExp(`^last(activity|seen|used)${ending}`),
  new RegExp(`^first(seen|used)${ending}|^day$`),
]

/** Keys under which JSON:API and its kind keep what a record says of itself. */
const inner = ['attributes', 'fields', 'properties']

/** A date of a record that tells new or changed ones from old ones. */
export interface DateField {
  readonly name: string
  /** Keys to the value where it does not stand at the top of the record. */
  readonly path?: readonly string[] | undefined
  readonly view: SchemaView
  /** Smaller is better: below 2 the field grows with every change. */
  readonly rank: number
}

/** The dates of a record by which changes are known, best first; those inside `attributes` where it has none of its own. */
export function dateFields(item: SchemaView): DateField[] {
  const properties = propertiesOf(item)
  const own = datesIn(properties)
  if (own.length > 0) return own
  for (const key of inner) {
    const view = properties.get(key)
    if (view?.type !== 'object') continue
    const found = datesIn(propertiesOf(view)).filter(({ name }) => !properties.has(name))
    if (found.length > 0) return found.map((each) => ({ ...each, path: [key, each.name] }))
  }
  return []
}

function datesIn(properties: ReadonlyMap<string, SchemaView>): DateField[] {
  return [...properties]
    .flatMap(([name, view]) => {
      const rank = rankOf(name)
      if (rank < 0 || !couldBeDate(view)) return []
      return [{ name, view, rank: rank + (isClearlyDate(view, name) ? 0 : 0.5) }]
    })
    .sort((one, other) => one.rank - other.rank || (one.name < other.name ? -1 : 1))
}

function rankOf(name: string): number {
  return fieldNames.findIndex((each) => each.test(normal(name)))
}

function couldBeDate(view: SchemaView): boolean {
  return (
    ['string', 'integer', 'number', 'unknown'].includes(view.type) && !rawAt(view.located, 'enum')
  )
}

function isClearlyDate(view: SchemaView, name: string): boolean {
  const format = String(rawAt(view.located, 'format') ?? '')
  const last = wordsOf(name).at(-1) ?? ''
  return /date|time/.test(format) || /^(at|on|date|time|timestamp|datetime)$/.test(last)
}

/** The best date that a parameter for the order of records names, in its choices, default or description. */
export function sortedBy(
  operation: Operation,
): { readonly name: string; readonly parameter: Parameter } | undefined {
  const found = operation.parameters
    .filter(({ name, in: place }) => place !== 'header' && isOrder(name))
    .flatMap((parameter) => namesIn(parameter).map((name) => ({ name, parameter })))
    .map((each) => ({ ...each, rank: rankOf(each.name) }))
    .filter(({ rank }) => rank >= 0)
    .sort((one, other) => one.rank - other.rank || (one.name < other.name ? -1 : 1))
  return found[0]
}

function isOrder(name: string): boolean {
  return wordsOf(name).some((word) => /^(sort|order|orderby|sortby|ordering)$/.test(word))
}

function namesIn({ schema, description }: Parameter): string[] {
  const choices = rawAt(schema.located, 'enum')
  const fallback = rawAt(schema.located, 'default')
  const listed = [...(Array.isArray(choices) ? choices : []), fallback]
    .filter((each) => typeof each === 'string')
    .map((each) => each.replace(/^[+-]|[ :,](asc|desc)\w*$/i, ''))
  const quoted = [...description.matchAll(/[`"']([A-Za-z][\w.]*)[`"']/g)].map(
    ([, name]) => name ?? '',
  )
  return [...listed, ...quoted]
}
