import { exchangeFromCommand } from './curl'
import { factsFromExchanges, type KnownParameter } from './exchanges/description'
import { type Exchange, partsOf } from './exchanges/exchange'
import { plainLines } from './html-text'
import { type Imported, UnreadableImport } from './imported'

const endpoint =
  /(?:^|[\s`*|>(])(GET|POST)\s+`?((?:https?:\/\/[^\s`"'|)<]+)|(?:\/[\w{}:.@~-]+)+\/?(?:\?[^\s`"'|)<]*)?)/
const parameter =
  /^\s*(?:[-*|]\s*)?`?([A-Za-z_$][\w.[\]$-]{0,40})`?\s*(?:\(|\||:|-|–|—)\s*(.{3,300})$/
const baseUrl =
  /(?:base[ -]?url|api (?:root|endpoint|base|host)|root url|all (?:requests|urls|endpoints)[^.]{0,60})\D{0,60}?(https?:\/\/[^\s`"'<>)|,]+)/i
const pagingWord =
  /^(page|per_?page|limit|offset|cursor|after|before|page_?size|page_?token|next_?token|start(ing)?_?(after|at)?|skip|count|size|marker|since|updated_(since|after)|modified_(since|after))$/i

/** One pass over a document. */
interface Reading {
  readonly exchanges: Exchange[]
  readonly parameters: Map<string, KnownParameter[]>
  base: string
  current: string
  isPaging: boolean
  schemeText: string
}

/**
 * Facts from documentation as text, Markdown or HTML: endpoints, commands, parameters, example
 * answers and how to sign in, where they are written in the usual ways. What is only told stays
 * unknown.
 *
 * @throws UnreadableImport when no endpoint is written there
 */
export function factsFromDocs(text: string, name: string): Imported {
  const lines = plainLines(text)
  const reading: Reading = {
    exchanges: [],
    parameters: new Map(),
    base: baseUrl.exec(lines.join('\n'))?.[1]?.replace(/[/.]+$/, '') ?? '',
    current: '',
    isPaging: false,
    schemeText: '',
  }
  for (let index = 0; index < lines.length; ) index = readLine(lines, index, reading)
  if (reading.exchanges.length === 0)
    throw new UnreadableImport(`${name} names no endpoint such as GET /things`)
  const title =
    lines
      .find((line) => line.trim() !== '')
      ?.replace(/^#+\s*/, '')
      .trim()
      .slice(0, 80) ?? 'API'
  return factsFromExchanges(completed(reading), {
    name,
    title,
    parameters: reading.parameters,
    description: reading.schemeText,
  })
}

/** Reads what starts at a line and returns where to go on. */
function readLine(lines: readonly string[], index: number, reading: Reading): number {
  const line = lines[index] ?? ''
  const place = `line ${index + 1}`
  if (/^#{1,6}\s|^\s*\d+\.\s+[A-Z]/.test(line))
    reading.isPaging = /paginat|paging|pages/i.test(line)
  if (/\bauthorization\b.{0,40}\b(bearer|basic|token)\b|\bbearer (token|auth)/i.test(line))
    reading.schemeText += `${line}\n`
  if (/^\s*[$>]?\s*(curl|Invoke-)/i.test(line)) return readCommand(lines, index, reading)
  if (/^\s*[[{]\s*("|\{|$)/.test(line)) return readAnswer(lines, index, reading)
  const found = endpoint.exec(line)
  if (found?.[1] && found[2])
    addExchange(
      { place, method: found[1], url: absolute(found[2], reading.base), headers: [] },
      reading,
    )
  else readParameter(line, place, reading)
  return index + 1
}

function absolute(url: string, base: string): string {
  if (/^https?:/i.test(url)) return url
  const root = base === '' ? '{base_url}' : base
  // Bases are often written with a path that endpoints repeat.
  const path = /^https?:\/\/[^/]+(\/.*)$/.exec(root)?.[1] ?? ''
  return path !== '' && url.startsWith(`${path}/`) ? root.slice(0, -path.length) + url : root + url
}

function addExchange(exchange: Exchange, reading: Reading): void {
  const parts = partsOf(exchange.url)
  if (!parts) return
  reading.exchanges.push(exchange)
  reading.current = `${exchange.method} ${parts.path}`
  reading.isPaging = false
}

function readCommand(lines: readonly string[], index: number, reading: Reading): number {
  let end = index
  while (/[\\^`]\s*$/.test(lines[end] ?? '') && end < lines.length) end++
  const exchange = exchangeFromCommand(lines.slice(index, end + 1).join('\n'), `line ${index + 1}`)
  if (exchange) addExchange(exchange, reading)
  return end + 1
}

/** An answer in JSON belongs to the endpoint before it. */
function readAnswer(lines: readonly string[], index: number, reading: Reading): number {
  let depth = 0
  for (let end = index; end < Math.min(lines.length, index + 600); end++) {
    const bare = (lines[end] ?? '').replaceAll(/"(?:[^"\\]|\\.)*"/g, '')
    depth += (bare.match(/[[{]/g)?.length ?? 0) - (bare.match(/[\]}]/g)?.length ?? 0)
    if (depth > 0) continue
    const value = parsed(lines.slice(index, end + 1).join('\n'))
    const last = reading.exchanges.at(-1)
    if (value !== undefined && last && last.response === undefined) {
      reading.exchanges[reading.exchanges.length - 1] = { ...last, response: value }
    }
    return value === undefined ? index + 1 : end + 1
  }
  return index + 1
}

/** JSON as documentation writes it, with comments and dots for what is left out. */
function parsed(text: string): unknown {
  const clean = text
    .replaceAll(/^\s*\/\/.*$/gm, '')
    .replaceAll(/,?\s*\.\.\.\s*/g, '')
    .replaceAll(/,(\s*[\]}])/g, '$1')
  try {
    return JSON.parse(clean)
  } catch {
    return undefined
  }
}

function readParameter(line: string, place: string, reading: Reading): void {
  const match = parameter.exec(line)
  const name = match?.[1] ?? ''
  if (!pagingWord.test(name)) return
  const key = reading.isPaging ? '' : reading.current
  if (key === '' && !reading.isPaging) return
  const known = reading.parameters.get(key) ?? []
  if (known.some((each) => each.name === name)) return
  const description = (match?.[2] ?? '').replaceAll('|', ' ').replaceAll(/\s+/g, ' ').trim()
  reading.parameters.set(key, [...known, { name, description, place }])
}

/** Endpoints written without a host get the one that the document calls its base. */
function completed({ exchanges, base }: Reading): Exchange[] {
  const hosts = exchanges.flatMap(({ url }) =>
    /^https?:/i.test(url) ? (partsOf(url)?.origin ?? []) : [],
  )
  const origin = base === '' ? hosts[0] : undefined
  if (origin === undefined) return exchanges
  return exchanges.map((each) => ({ ...each, url: each.url.replace(/^\{base_url\}/, origin) }))
}
