import { factsFromExchanges } from './exchanges/description'
import { type Imported, UnreadableImport } from './imported'

/**
 * Facts from a response somebody pasted: where the records are, their key and schema, signs of
 * paging. The address stays unknown and becomes an input.
 *
 * @throws UnreadableImport when the text is no JSON object or list
 */
export function factsFromJsonSample(text: string, name: string): Imported {
  const value = sample(text)
  if (value === undefined) throw new UnreadableImport(`${name} is no JSON object or list`)
  const exchange = { place: '', method: 'GET', url: '{base_url}/', headers: [], response: value }
  return factsFromExchanges([exchange], { name, title: 'API' })
}

/** JSON, or one JSON value a line. */
export function sample(text: string): object | undefined {
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  try {
    const value: unknown = JSON.parse(trimmed)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return lines(trimmed)
  }
}

function lines(text: string): object | undefined {
  const all = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (all.length < 2) return undefined
  try {
    const values = all.map((line): unknown => JSON.parse(line))
    return values.every((value) => typeof value === 'object' && value !== null) ? values : undefined
  } catch {
    return undefined
  }
}
