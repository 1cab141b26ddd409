import { commandWords } from './curl-words'
import { factsFromExchanges } from './exchanges/description'
import type { Exchange } from './exchanges/exchange'
import { type Imported, UnreadableImport } from './imported'

/** Options of curl that take a value which says nothing about the API. */
const ignoredWithValue =
  /^(-o|--output|-m|--max-time|--connect-timeout|-x|--proxy|-w|--write-out|-K|--config|--retry|--retry-delay|--cacert|--cert|--key|-c|--cookie-jar|-D|--dump-header|--resolve|-e|--referer|-A|--user-agent|--interface|--limit-rate|--http-version|-E|-T|--upload-file)$/

/**
 * Facts from a request as curl or PowerShell writes it. Quoting of bash, cmd and PowerShell is known.
 *
 * @throws UnreadableImport when the command has no address
 */
export function factsFromCurl(text: string, name: string): Imported {
  const exchange = exchangeFromCommand(text, 'line 1')
  if (!exchange) throw new UnreadableImport(`${name} has no address that could be called`)
  const host = /^https?:\/\/([^/]+)/.exec(exchange.url)?.[1] ?? 'API'
  return factsFromExchanges([exchange], { name, title: host })
}

/** The request that a command makes; undefined when it has no address. */
export function exchangeFromCommand(text: string, place: string): Exchange | undefined {
  const command = text.trim().replace(/^[$>]\s+/, '')
  if (/^(Invoke-(WebRequest|RestMethod)|irm|iwr)\b/i.test(command))
    return fromPowerShell(command, place)
  const words = commandWords(command)
  if (!/^curl(\.exe)?$/i.test(words[0] ?? '')) return undefined
  return fromWords(words.slice(1), place)
}

interface Draft {
  method?: string
  url?: string
  headers: [string, string][]
  data: string[]
  basic?: { user: string; password: string }
  isGet?: boolean
}

function fromWords(words: readonly string[], place: string): Exchange | undefined {
  const draft: Draft = { headers: [], data: [] }
  for (let index = 0; index < words.length; index++) {
    const [option, attached] = splitOption(words[index] ?? '')
    const takesValue = attached === undefined
    const value = attached ?? words[index + 1] ?? ''
    if (apply(draft, option, value)) {
      if (takesValue) index++
    } else if (/^(-G|--get)$/.test(option)) draft.isGet = true
    else if (ignoredWithValue.test(option)) index++
    else if (!option.startsWith('-')) draft.url ??= option
  }
  return finished(draft, place)
}

/** `--url=x` and `-XPOST` in their two parts. */
function splitOption(word: string): [string, string | undefined] {
  const long = /^(--[\w-]+)=([\s\S]*)$/.exec(word)
  if (long) return [long[1] ?? '', long[2]]
  const short = /^(-[XHdub])([\s\S]+)$/.exec(word)
  return short ? [short[1] ?? '', short[2]] : [word, undefined]
}

function apply(draft: Draft, option: string, value: string): boolean {
  switch (option) {
    case '-X':
    case '--request':
      draft.method = value.toUpperCase()
      return true
    case '--url':
      draft.url = value
      return true
    case '-H':
    case '--header':
      draft.headers.push(headerFrom(value))
      return true
    case '-b':
    case '--cookie':
      draft.headers.push(['Cookie', value])
      return true
    case '-u':
    case '--user': {
      const [user = '', ...rest] = value.split(':')
      draft.basic = { user, password: rest.join(':') }
      return true
    }
    case '--json':
    case '-d':
    case '--data':
    case '--data-raw':
    case '--data-binary':
    case '--data-ascii':
    case '--data-urlencode':
      draft.data.push(value)
      return true
    default:
      return false
  }
}

function headerFrom(text: string): [string, string] {
  const at = text.indexOf(':')
  return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()]
}

function finished(draft: Draft, place: string): Exchange | undefined {
  if (!draft.url) return undefined
  const address = /^https?:\/\//i.test(draft.url) ? draft.url : `https://${draft.url}`
  const data = draft.data.join('&')
  const inQuery = draft.isGet && data !== ''
  const url = inQuery ? `${address}${address.includes('?') ? '&' : '?'}${data}` : address
  const method = draft.method ?? (data !== '' && !draft.isGet ? 'POST' : 'GET')
  return {
    place,
    method,
    url,
    headers: draft.headers,
    basic: draft.basic,
    body: inQuery || data === '' ? undefined : data,
  }
}

function fromPowerShell(command: string, place: string): Exchange | undefined {
  const text = command.replaceAll(/`\r?\n/g, ' ')
  const option = (name: string) =>
    new RegExp(`-${name}\\s+(?:"((?:[^"\`]|\`.|"")*)"|'([^']*)'|([^\\s@]+))`, 'i')
      .exec(text)
      ?.slice(1)
      .find((each) => each !== undefined)
  const url = option('Uri') ?? /https?:\/\/[^\s"']+/i.exec(text)?.[0]
  const table = /-Headers\s+@\{([\s\S]*?)\}/i.exec(text)?.[1] ?? ''
  const headers = [...table.matchAll(/["']?([\w-]+)["']?\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
    (match): [string, string] => [match[1] ?? '', match[2] ?? match[3] ?? ''],
  )
  const draft: Draft = { headers, data: [] }
  if (url !== undefined) draft.url = url
  const method = option('Method')
  if (method !== undefined) draft.method = method.toUpperCase()
  const body = option('Body')
  if (body !== undefined) draft.data.push(body.replaceAll('`"', '"').replaceAll('""', '"'))
  return finished(draft, place)
}
