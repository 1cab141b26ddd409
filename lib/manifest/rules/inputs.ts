import type { JsonObject } from '../../engine/values/value'
import { nearest } from '../did-you-mean'
import { textsIn, usesWholeConfig } from '../expressions'
import { allInputsOf, configReadsIn, inputsOf } from '../inputs'
import type { Problem } from '../problem'
import type { Rule } from '../rule'
import { valueAtPath } from '../shared-parts'
import { isMapping } from '../text/value'

/** Names that the platform adds to configurations itself. */
const givenNames: ReadonlySet<string> = new Set([
  '__injected_declarative_manifest',
  '__test_read_config',
  '__injected_components_py',
])

/** Inputs that nothing reads, and reads of inputs that are not declared. */
export const inputs: Rule = {
  name: 'inputs',
  *check({ manifest }) {
    if (!isMapping(manifest.spec)) return
    const reads = configReadsIn(manifest)
    const declared = new Set([
      ...inputsOf(manifest).map(({ name }) => name),
      ...addedNames(manifest),
    ])
    const reported = new Set<string>()
    for (const { path, reads: parts, parts: inTemplate } of reads) {
      // A list of keys may also say where a value is to be stored.
      if (inTemplate === undefined) continue
      const [name = ''] = parts
      if (declared.has(name) || givenNames.has(name)) continue
      const key = JSON.stringify([path, name])
      if (reported.has(key)) continue
      reported.add(key)
      const meant = nearest(name, [...declared])
      yield {
        code: 'input_undeclared',
        severity: 'warning',
        message: `There is no input ${name}.${meant ? ` Did you mean ${meant}?` : ' Declare it in the spec'}`,
        path,
      } satisfies Problem
    }
    yield* unused(
      manifest,
      reads.map(({ reads: parts }) => parts),
    )
  },
}

/** Names that rules for the configuration add before anything reads it. */
function addedNames(manifest: JsonObject): string[] {
  const rules = valueAtPath(manifest, ['spec', 'config_normalization_rules'])
  if (rules === undefined) return []
  return textsIn(rules)
    .flatMap(({ path, text }) => (path.at(-2) === 'path' && path.at(-1) === 0 ? [text] : []))
    .toArray()
}

function* unused(manifest: JsonObject, reads: readonly (readonly string[])[]): Generator<Problem> {
  const isAnyReadWhole = textsIn(manifest).some(({ text }) => usesWholeConfig(text))
  if (isAnyReadWhole || hasCustomCode(manifest)) return
  for (const input of allInputsOf(manifest)) {
    if (input.constant !== undefined) continue
    const isRead = reads.some((parts) =>
      parts.every((part, index) => index >= input.path.length || part === input.path[index]),
    )
    if (isRead) continue
    yield {
      code: 'input_unused',
      severity: 'warning',
      message: `Nothing reads the input ${input.path.join('.')}`,
      path: input.place,
      fix: { title: 'Remove the input', apply: (document) => document.remove(input.place) },
    }
  }
}

/** Custom code may read any input. */
function hasCustomCode(manifest: JsonObject): boolean {
  return textsIn(manifest).some(({ path, text }) => path.at(-1) === 'class_name' && text !== '')
}
