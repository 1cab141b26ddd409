import { EngineError } from '@/lib/engine/errors'
import { interpolate } from '@/lib/engine/template/interpolate'
import { TemplateNamesUnknown } from '@/lib/engine/template/template-error'
import { stringifyJson } from '@/lib/engine/values/json'
import type { Json, Value, ValueObject } from '@/lib/engine/values/value'
import { scalarText } from '../manifest-values'
import type { TemplateNames } from './completion'

/** What came of a template with the values of the last run. */
export type Evaluated =
  | { readonly kind: 'value'; readonly text: string; readonly type: string }
  | { readonly kind: 'nothing' }
  /** It reads something that only a run knows. */
  | { readonly kind: 'not-run' }
  /** It reads an input that has no value here, such as a secret. */
  | { readonly kind: 'input'; readonly names: readonly string[] }
  | {
      readonly kind: 'unknown-name'
      readonly name: string
      readonly meant: string | undefined
    }
  | { readonly kind: 'mistake'; readonly message: string }

const shownCharactersMax = 60

/** Evaluates a template with the engine that runs it. Never throws. */
export function evaluateTemplate(template: string, names: TemplateNames): Evaluated {
  const read = namesReadBy(template)
  const unknown = read.find((name) => !names.has(name))
  if (unknown !== undefined && names.size > 0) {
    return { kind: 'unknown-name', name: unknown, meant: nearest(unknown, [...names.keys()]) }
  }
  const inputs = inputsWithoutValue(template, names)
  if (inputs.length > 0) return { kind: 'input', names: inputs }
  const needsRun = read.some((name) => name !== 'config' && names.get(name) === undefined)
  if (needsRun) return { kind: 'not-run' }
  try {
    return shown(interpolate(template, variablesOf(names), { host }))
  } catch (error) {
    if (error instanceof TemplateNamesUnknown) {
      const name = error.names[0] ?? ''
      return { kind: 'unknown-name', name, meant: nearest(name, [...names.keys()]) }
    }
    if (error instanceof EngineError || error instanceof Error) {
      return { kind: 'mistake', message: error.message }
    }
    throw error
  }
}

const host = {
  nowMicros: () => Date.now() * 1000,
  uuid: () => '00000000-0000-4000-8000-000000000000',
}

function variablesOf(names: TemplateNames): ValueObject {
  const known = [...names].filter(([, value]) => value !== undefined)
  return Object.fromEntries(known) as ValueObject
}

function shown(value: Value): Evaluated {
  if (value === null || value === '') return { kind: 'nothing' }
  const scalar = scalarText(value)
  if (scalar !== undefined) return { kind: 'value', text: short(scalar), type: typeName(value) }
  if (Array.isArray(value)) {
    return { kind: 'value', text: short(jsonText(value)), type: `list of ${value.length}` }
  }
  return { kind: 'value', text: short(jsonText(value)), type: 'object' }
}

function jsonText(value: Value): string {
  try {
    return stringifyJson(value as Json)
  } catch {
    return String(value)
  }
}

function typeName(value: Value): string {
  if (typeof value === 'string') return 'text'
  return typeof value === 'boolean' ? 'true or false' : 'number'
}

function short(text: string): string {
  return text.length <= shownCharactersMax ? text : `${text.slice(0, shownCharactersMax - 1)}…`
}

const words = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|(\.\s*)?\b([A-Za-z_]\w*)\b(\s*[(=](?!=))?/g
const notVariables = new Set(
  'and or not in is if else elif endif for endfor set true false none True False None defined undefined'.split(
    ' ',
  ),
)

/** Variables that a template reads, as far as they can be told without parsing all of it. */
function namesReadBy(template: string): string[] {
  const names = new Set<string>()
  for (const [, inside = ''] of template.matchAll(/\{\{(.*?)\}\}/gs)) {
    const withoutFilters = inside.replace(/\|\s*\w+/g, ' ').replace(/\bis\s+(not\s+)?\w+/g, ' ')
    for (const [, dot, name, call] of withoutFilters.matchAll(words)) {
      if (name && !dot && !call && !notVariables.has(name)) names.add(name)
    }
  }
  return [...names]
}

function inputsWithoutValue(template: string, names: TemplateNames): string[] {
  const config = names.get('config')
  if (typeof config !== 'object' || config === null) return []
  const reads = template.matchAll(/\bconfig(?:\.(\w+)|\[\s*['"]([^'"]+)['"]\s*\])/g)
  const missing = [...reads].flatMap(([, dotted, bracketed]) => {
    const name = dotted ?? bracketed ?? ''
    return Object.hasOwn(config, name) &&
      scalarText((config as Record<string, unknown>)[name]) === undefined
      ? [name]
      : []
  })
  return [...new Set(missing)]
}

/** The known name that differs least, when it is near enough to be meant. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const near = known
    .map((each) => ({ each, distance: distanceBetween(name, each) }))
    .toSorted((one, other) => one.distance - other.distance)[0]
  return near !== undefined && near.distance <= Math.max(1, Math.floor(name.length / 3))
    ? near.each
    : undefined
}

/** Letters to change, add or leave out. */
function distanceBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1]
    for (const [at, each] of [...other].entries()) {
      const changed = (row[at] ?? 0) + (letter === each ? 0 : 1)
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
