import type { ManifestPath } from '@/lib/engine/path'
import { inputsOf, type ManifestInput } from '@/lib/manifest/inputs'
import type { ManifestDocument } from '@/lib/manifest/manifest-document'
import { asObject, listAt, valueAt } from '../manifest-values'
import { ensureInputs } from './ensure-inputs'

/** Adds a text input under a free name and gives that name. */
export function addInput(document: ManifestDocument): string {
  const { manifest } = document.getSnapshot()
  const taken = new Set(inputsOf(manifest).map(({ name }) => name))
  let name = 'new_input'
  for (let count = 2; taken.has(name); count++) name = `new_input_${count}`
  document.transact('Add an input', (edits) =>
    ensureInputs(edits, manifest, [{ name, title: 'New input', isSecret: false }]),
  )
  return name
}

/** The list of required names beside an input's declaration. */
function requiredPath(input: ManifestInput): ManifestPath {
  return [...input.place.slice(0, -2), 'required']
}

/** Whether a person has to give the input. */
export function setRequired(
  document: ManifestDocument,
  input: ManifestInput,
  isRequired: boolean,
): void {
  const path = requiredPath(input)
  const names = listAt(document.getSnapshot().manifest, ...path).map(String)
  const next = isRequired ? [...names, input.name] : names.filter((name) => name !== input.name)
  document.set(path, next, { name: `${input.name} is ${isRequired ? 'required' : 'optional'}` })
}

export function deleteInput(document: ManifestDocument, input: ManifestInput): void {
  document.transact(`Delete input ${input.name}`, (edits) => {
    const path = requiredPath(input)
    const index = listAt(document.getSnapshot().manifest, ...path).indexOf(input.name)
    edits.remove(input.place)
    if (index >= 0) edits.remove([...path, index])
  })
}

/** Moves an input in the form that others see: its `order` and those of the others are written anew. */
export function moveInput(document: ManifestDocument, from: number, to: number): void {
  const inputs = [...inputsOf(document.getSnapshot().manifest)]
  const [moved] = inputs.splice(from, 1)
  if (moved === undefined || to < 0 || to > inputs.length) return
  inputs.splice(to, 0, moved)
  document.transact(`Move input ${moved.name}`, (edits) => {
    for (const [order, input] of inputs.entries()) {
      if (input.order !== order) edits.set([...input.place, 'order'], order)
    }
  })
}

/** What a new value is written under in the values of an environment. */
export function withValue(
  values: unknown,
  path: readonly string[],
  value: unknown,
): Record<string, unknown> {
  const [key, ...rest] = path
  const before = asObject(values) ?? {}
  if (key === undefined) return before
  if (rest.length === 0) {
    const { [key]: _old, ...others } = before
    return value === undefined ? others : { ...others, [key]: value }
  }
  return { ...before, [key]: withValue(valueAt(before, key), rest, value) }
}
