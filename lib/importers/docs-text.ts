import { exchangeFromCommand } from './curl'
import { baseUrlOf } from './docs/base-url'
import { type Answer, answerAt } from './docs/json-blocks'
import { ParameterReader, type ToldParameter } from './docs/parameters'
import { signInOf } from './docs/sign-in'
import { factsFromExchanges, type KnownParameter } from './exchanges/description'
import { type Exchange, partsOf } from './exchanges/exchange'
import { plainLines } from './html-text'
import { type Imported, UnreadableImport } from './imported'

const endpoint =
  /(?:^|[\s`*|>("])(GET|POST|PUT|PATCH|DELETE|HEAD)[`*]*\s*(?:[|:]\s*)?\s+?[`*|]*\s*((?:https?:\/\/[^\s`"'|)<]+)|(?:\/[\w{}:.@~<>-]+)+\/?(?:\?[^\s`"'|)<]*)?)/
const methodLabel = /^\W*(?:http )?(?:method|verb)\W+(GET|POST)\b/i
const addressLabel =
  /^\W*(?:url|uri|endpoint|path|resource|request url|route)\W*?[:|]\W*?((?:https?:\/\/|\/)[^\s`"'|)<*]+)/i
const lineLengthMax = 2000
const pagingHeading = /paginat|paging|\bpages\b/i

/** One pass over a document. */
interface Reading {
  readonly lines: readonly string[]
  readonly base: string
  readonly exchanges: Exchange[]
  readonly parameters: Map<string, KnownParameter[]>
  readonly reader: ParameterReader
  /** `METHOD path` of the endpoint that what follows belongs to; empty before the first. */
  current: string
  isPaging: boolean
  /** A method or an address that waits for the other in a line of its own. */
  method: string
  address: string
  /** What a block of JSON would be. */
  next: 'request' | 'response' | undefined
  pagingText: string
}

/**
 * Facts from documentation as text, Markdown or HTML: base URL, endpoints, commands, parameters in
 * tables and lists, example requests and answers, what is said about paging and how to sign in, where
 * they are written in the usual ways. What is only told otherwise stays unknown.
 *
 * @throws UnreadableImport when no endpoint is written there
 */
export function factsFromDocs(text: string, name: string): Imported {
  const lines = plainLines(text)
  const reading: Reading = {
    lines,
    base: baseUrlOf(lines),
    exchanges: [],
    parameters: new Map(),
    reader: new ParameterReader(),
    current: '',
    isPaging: false,
    method: '',
    address: '',
    next: undefined,
    pagingText: '',
  }
  for (let index = 0; index < lines.length; ) index = readLine(index, reading)
  if (reading.exchanges.length === 0) throw new UnreadableImport(whyNothing(text, name))
  return factsFromExchanges(completed(reading), {
    name,
    title: titleOf(lines),
    parameters: reading.parameters,
    signIn: signInOf(lines),
    description: reading.pagingText.trim(),
  })
}

function whyNothing(text: string, name: string): string {
  if (/^\s*(type|schema|input|enum|interface|scalar|extend|directive)\b[^\n{]*\{/m.test(text)) {
    return `${name} looks like a GraphQL schema, which names no addresses; paste a request instead`
  }
  if (/swagger-ui|redoc|api-reference|rapi-?doc|elements-api/i.test(text)) {
    return `${name} is a page that loads its description from elsewhere; give the address of the page, or the description itself`
  }
  return `${name} names no endpoint such as GET /things`
}

function titleOf(lines: readonly string[]): string {
  const first = lines.find((line) => /\w/.test(line)) ?? 'API'
  return first
    .replace(/^#+\s*/, '')
    .trim()
    .slice(0, 80)
}

/** Reads what starts at a line and returns where to go on. */
function readLine(index: number, reading: Reading): number {
  // Longer lines are data, not words.
  const line = (reading.lines[index] ?? '').slice(0, lineLengthMax)
  if (/^\s*[$>]?\s*(curl|Invoke-)/i.test(line)) return readCommand(index, reading)
  const block = answerAt(reading.lines, index)
  if (block) return readBlock(block, reading)
  readWords(line, index, reading)
  if (readEndpoint(line, `line ${index + 1}`, reading)) return index + 1
  const parameter = reading.reader.read(line)
  if (parameter) addParameter(parameter, `line ${index + 1}`, reading)
  return index + 1
}

/** What a heading, a label or a sentence says about what comes below it. */
function readWords(line: string, index: number, reading: Reading): void {
  const isUnderlined = /^\s*(={3,}|-{3,})\s*$/.test(reading.lines[index + 1] ?? '')
  const isHeading = /^#{1,6}\s|^\s*\d+\.\s+[A-Z]/.test(line) || (isUnderlined && line.trim() !== '')
  if (isHeading) {
    reading.isPaging = pagingHeading.test(line)
    if (reading.isPaging) reading.current = ''
  }
  reading.reader.label(line)
  if (/\brequest\b|\bexample call\b/i.test(line) && !/response/i.test(line))
    reading.next = 'request'
  if (/\b(response|returns|result|answer)\b/i.test(line)) reading.next = 'response'
  const isAboutPages = reading.isPaging || /\blink\b.{0,30}\bheader\b|rel=["']?next/i.test(line)
  if (isAboutPages && !isHeading && reading.pagingText.length < 4000)
    reading.pagingText += `${line.trim()}\n`
}

/** Notes the endpoint of a line; a method and an address may stand in lines of their own. */
function readEndpoint(line: string, place: string, reading: Reading): boolean {
  const found = endpoint.exec(line)
  if (found?.[1] && found[2]) return begin(found[1], found[2], place, reading)
  const method = methodLabel.exec(line)?.[1]
  const address = addressLabel.exec(line)?.[1]
  if (method) reading.method = method.toUpperCase()
  if (address) reading.address = address
  if (!method && !address) return false
  if (reading.method === '' || reading.address === '') return true
  const [own, url] = [reading.method, reading.address]
  return begin(own, url, place, reading)
}

function begin(method: string, url: string, place: string, reading: Reading): boolean {
  reading.method = ''
  reading.address = ''
  const isRead = method === 'GET' || method === 'POST'
  if (isRead) addExchange({ place, method, url: absolute(url, reading.base), headers: [] }, reading)
  else endOf(reading, '')
  return true
}

function absolute(written: string, base: string): string {
  const url = written.replace(/[.,;]+$/, '').replaceAll(/<(\w+)>/g, '{$1}')
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
  endOf(reading, `${exchange.method} ${parts.path}`)
  reading.next = exchange.method === 'POST' && !exchange.body ? 'request' : 'response'
}

/** What was said about one endpoint ends where another begins. */
function endOf(reading: Reading, next: string): void {
  reading.current = next
  reading.isPaging = false
  reading.next = undefined
  reading.reader.start()
}

function readCommand(index: number, reading: Reading): number {
  let end = index
  while (/[\\^`]\s*$/.test(reading.lines[end] ?? '') && end < reading.lines.length) end++
  const command = reading.lines.slice(index, end + 1).join('\n')
  const exchange = exchangeFromCommand(command, `line ${index + 1}`)
  if (exchange) {
    const url = exchange.url.startsWith('/') ? absolute(exchange.url, reading.base) : exchange.url
    addExchange({ ...exchange, url }, reading)
  }
  return end + 1
}

/** JSON belongs to the endpoint before it: what it takes or what it gives. */
function readBlock({ value, end, text }: Answer, reading: Reading): number {
  const last = reading.exchanges.at(-1)
  if (!last || reading.current === '') return end
  const at = reading.exchanges.length - 1
  if (reading.next === 'request' && last.method === 'POST') {
    if (last.body === undefined) reading.exchanges[at] = { ...last, body: text }
    reading.next = 'response'
  } else if (last.response === undefined) {
    reading.exchanges[at] = { ...last, response: value }
  }
  return end
}

function addParameter(told: ToldParameter, place: string, reading: Reading): void {
  const key = reading.isPaging ? '' : reading.current
  if (key === '' && !reading.isPaging) return
  const { in: where, ...parameter } = told
  if (where === 'path' || where === 'header') return
  const known = reading.parameters.get(key) ?? []
  const rest = known.filter(({ name }) => name !== told.name)
  const first = known.find(({ name }) => name === told.name)
  reading.parameters.set(key, [...rest, { ...parameter, in: where, place: first?.place ?? place }])
}

/** Endpoints written without a host get the one of the endpoints that have one. */
function completed({ exchanges, base }: Reading): Exchange[] {
  const hosts = exchanges.flatMap(({ url }) =>
    /^https?:/i.test(url) ? (partsOf(url)?.origin ?? []) : [],
  )
  const origin = base === '' ? hosts[0] : undefined
  if (origin === undefined) return exchanges
  return exchanges.map((each) => ({ ...each, url: each.url.replace(/^\{base_url\}/, origin) }))
}
