import { valuesAt, walk } from '../values/dpath'
import { isObject, type Json, setKey } from '../values/value'

/** Puts a value in place of everything that fits a path; nothing is added. */
export function replaceAt(root: Json, path: readonly string[], value: Json): void {
  const last = path.at(-1)
  if (last === undefined) return
  const parents = path.length === 1 ? [root] : valuesAt(root, path.slice(0, -1))
  for (const parent of parents) replaceMembers(parent, last, value)
}

function replaceMembers(parent: Json, segment: string, value: Json): void {
  const isFound = new Set(valuesAt(parent, [segment]))
  for (const [place, each] of walk(parent)) {
    const [key] = place
    if (place.length > 1 || key === undefined || !isFound.has(each)) continue
    if (!fits(parent, segment, key)) continue
    if (Array.isArray(parent)) parent[Number(key)] = value
    else if (isObject(parent)) setKey(parent as { [key: string]: Json }, String(key), value)
  }
}

/** Whether the path part means this member, asked of a copy that has no other. */
function fits(parent: Json, segment: string, key: string | number): boolean {
  if (Array.isArray(parent)) {
    const only = parent.map((_, index) => (index === key ? 1 : {}))
    return valuesAt(only, [segment]).includes(1)
  }
  return valuesAt({ [String(key)]: 1 }, [segment]).length > 0
}
