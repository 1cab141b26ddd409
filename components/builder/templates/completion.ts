import { asObject, scalarText } from '../manifest-values'

/** Something that may be written at the caret. */
export interface Completion {
  readonly label: string
  /** At the right: what it is, or its value. */
  readonly detail: string
  /** What is written in place of what was typed of it. */
  readonly insert: string
}

export interface CompletionList {
  /** Where what was typed of it begins. */
  readonly from: number
  readonly items: readonly Completion[]
}

/** What a template may use here: variables with what is known of their values. */
export type TemplateNames = ReadonlyMap<string, unknown>

const itemsMax = 50
const path = /([a-z_]\w*)((?:\.\w*|\['[^'\]]*'?\]?)*)$/i

/** What fits at the caret; nothing outside of `{{ }}`. */
export function completionsAt(
  text: string,
  caret: number,
  names: TemplateNames,
): CompletionList | undefined {
  const before = text.slice(0, caret)
  const open = before.lastIndexOf('{{')
  if (open === -1 || before.indexOf('}}', open) !== -1) return undefined
  const inside = before.slice(open + 2)
  if ((inside.match(/'/g)?.length ?? 0) % 2 === 1 && !/\['[^']*$/.test(inside)) return undefined
  const match = path.exec(inside)
  if (match === null) {
    return /(^|[\s(+\-*/,~|[])$/.test(inside) ? list(caret, variables(names, '')) : undefined
  }
  const [whole, variable = '', accessors = ''] = match
  if (accessors === '') return list(caret - whole.length, variables(names, variable))
  return below(names.get(variable), accessors, caret)
}

function list(from: number, items: readonly Completion[]): CompletionList | undefined {
  return items.length === 0 ? undefined : { from, items: items.slice(0, itemsMax) }
}

function variables(names: TemplateNames, typed: string): Completion[] {
  const wanted = typed.toLowerCase()
  const inputs = Object.entries(asObject(names.get('config')) ?? {})
    .filter(([name]) => name.toLowerCase().includes(wanted))
    .map(([name, value]) => ({
      label: name,
      detail: scalarText(value) === undefined ? 'input' : `input · ${shortValue(value)}`,
      insert: `config['${name}']`,
    }))
  const own = [...names]
    .filter(([name]) => name.toLowerCase().startsWith(wanted))
    .map(([name, value]) => ({ label: name, detail: valueDetail(value), insert: name }))
  const functions = macros.filter(({ label }) => label.startsWith(wanted))
  return [...inputs, ...own, ...functions]
}

const macros: readonly Completion[] = [
  { label: 'now_utc', detail: 'the moment of the run', insert: 'now_utc()' },
  { label: 'today_utc', detail: 'the day of the run', insert: 'today_utc()' },
  { label: 'day_delta', detail: 'days from now, as text', insert: 'day_delta(-1)' },
  {
    label: 'format_datetime',
    detail: 'a date as text',
    insert: "format_datetime(now_utc(), '%Y-%m-%d')",
  },
  { label: 'timestamp', detail: 'a date in seconds', insert: 'timestamp(now_utc())' },
  { label: 'duration', detail: 'a span such as P1D', insert: "duration('P1D')" },
]

/** Fields below `response.data` or `config['a`. */
function below(root: unknown, accessors: string, caret: number): CompletionList | undefined {
  const parts = [...accessors.matchAll(/\.(\w*)|\['([^'\]]*)('?\]?)/g)]
  const last = parts.at(-1)
  if (last === undefined) return undefined
  if (last[3]?.endsWith(']')) return undefined
  const typed = last[1] ?? last[2] ?? ''
  const holder = parts.slice(0, -1).reduce<unknown>((value, part) => {
    const key = part[1] ?? part[2] ?? ''
    return asObject(value)?.[key]
  }, root)
  const items = Object.entries(asObject(holder) ?? {})
    .filter(([name]) => name.toLowerCase().includes(typed.toLowerCase()))
    .map(([name, value]) => ({
      label: name,
      detail: valueDetail(value),
      insert: /^[A-Za-z_]\w*$/.test(name) && last[1] !== undefined ? `.${name}` : `['${name}']`,
    }))
  return list(caret - last[0].length, items)
}

function valueDetail(value: unknown): string {
  if (value === undefined) return ''
  if (Array.isArray(value)) return `${value.length} items`
  if (asObject(value) !== undefined) return `${Object.keys(asObject(value) ?? {}).length} fields`
  return shortValue(value)
}

function shortValue(value: unknown): string {
  const text = value === null ? 'null' : (scalarText(value) ?? "''")
  return text.length > 28 ? `${text.slice(0, 27)}…` : text
}

/** The text with a completion put in, and where the caret goes. */
export function complete(
  text: string,
  caret: number,
  { from, completion }: { readonly from: number; readonly completion: Completion },
): { readonly text: string; readonly caret: number } {
  const closes = text.slice(caret).trimStart().startsWith('}}')
  const before = text.slice(0, from)
  const space = before.endsWith('{{') ? ' ' : ''
  const written = `${before}${space}${completion.insert}`
  const end = closes ? '' : ' }}'
  return { text: `${written}${end}${text.slice(caret)}`, caret: written.length }
}
