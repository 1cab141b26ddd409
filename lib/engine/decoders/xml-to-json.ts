import { ReadFailed } from '../errors'
import { isList, type Json, setKey } from '../values/value'

const depthMax = 128

type Node = { readonly [key: string]: unknown }

/**
 * Elements in document order as an object: attributes as `@name`, text as `#text` beside others,
 * plain text where there is nothing else, null where there is nothing, lists for repeated elements.
 */
export function xmlToJson(nodes: unknown, depth = 0): Json {
  if (depth > depthMax) {
    throw new ReadFailed(
      'xml_too_deep',
      'api',
      `The XML is nested deeper than ${depthMax} elements.`,
    )
  }
  const content: { [key: string]: Json } = {}
  let text = ''
  for (const node of Array.isArray(nodes) ? (nodes as readonly Node[]) : []) {
    const name = Object.keys(node).find((key) => key !== ':@') ?? ''
    if (name === '#text') text += String(node[name])
    else addElement(content, name, elementOf(node, name, depth))
  }
  return withText(content, text.trim())
}

function elementOf(node: Node, name: string, depth: number): Json {
  const inside = xmlToJson(node[name], depth + 1)
  const attributes = node[':@']
  if (typeof attributes !== 'object' || attributes === null) return inside
  const element: { [key: string]: Json } = {}
  for (const [key, value] of Object.entries(attributes)) setKey(element, key, String(value))
  if (Object.keys(element).length === 0) return inside
  if (typeof inside === 'string') element['#text'] = inside
  else for (const [key, value] of Object.entries(inside ?? {})) setKey(element, key, value as Json)
  return element
}

function addElement(content: { [key: string]: Json }, name: string, element: Json): void {
  if (!Object.hasOwn(content, name)) {
    setKey(content, name, element)
    return
  }
  const present = content[name] ?? null
  if (isList(present)) (present as Json[]).push(element)
  else setKey(content, name, [present, element])
}

function withText(content: { [key: string]: Json }, text: string): Json {
  if (Object.keys(content).length === 0) return text === '' ? null : text
  if (text !== '') content['#text'] = text
  return content
}
