import { at, itemsOf, rootOf, textAt } from '../../importers/openapi/document'
import type { ClaimContext } from './context'
import type { Source } from './sources'

const urlHost = /https?:\/\/([a-z0-9.-]+\.[a-z]{2,})(?=[/:?#"'`)\s<>\]},]|$)/gi

/** Endings under which anybody may have a name: `example.co.uk` is one owner, `co.uk` is none. */
const sharedEnding =
  /^(com|co|net|org|gov|edu|ac|io|app|dev|github|gitlab|netlify|vercel|herokuapp|azurewebsites|cloudfront|amazonaws|readthedocs|workers|pages|web|firebaseapp|ngrok|appspot|blogspot|s3)\.[a-z]+$/i

/**
 * Whether a host is one of the documents' own: declared as a server, or of the same owner as the
 * address that a document was taken from, or, in a text, the host that most of its links have. What a
 * document merely mentions is not.
 */
export function isOwnHost(host: string, { source, sources }: ClaimContext): boolean {
  const fixed = host.toLowerCase().replace(/^\{[^{}]*\}\.?/, '')
  if (fixed === '' || fixed.includes('{')) return false
  const own = [...sources.values()].flatMap((each) => [...declaredHosts(each), ...namedHost(each)])
  if (source.kind === 'text') own.push(...usualHost(source.lines))
  return own.some((each) => each === fixed || ownerOf(each) === ownerOf(fixed))
}

/** The last two labels, three where two are shared by many owners. */
function ownerOf(host: string): string {
  const labels = host.split('.')
  const two = labels.slice(-2).join('.')
  return sharedEnding.test(two) ? labels.slice(-3).join('.') : two
}

function declaredHosts(source: Source): string[] {
  if (source.kind === 'text') return []
  const root = rootOf(source.document)
  const urls = itemsOf(at(root, 'servers')).map((server) => textAt(server, 'url'))
  const host = textAt(root, 'host')
  return [...urls.flatMap((url) => hostsIn(url)), ...(host === '' ? [] : [host.toLowerCase()])]
}

/** Documents that were fetched are called after their address. */
function namedHost({ name }: Source): string[] {
  return /^([a-z0-9-]+\.)+[a-z]{2,}\//i.test(name)
    ? [name.split('/', 1)[0]?.toLowerCase() ?? '']
    : []
}

function usualHost(lines: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const line of lines) {
    for (const host of new Set(hostsIn(line))) counts.set(host, (counts.get(host) ?? 0) + 1)
  }
  const [first, second] = [...counts].sort(([, one], [, other]) => other - one)
  return first && first[1] >= 2 && first[1] > (second?.[1] ?? 0) ? [first[0]] : []
}

function hostsIn(text: string): string[] {
  return [...text.matchAll(urlHost)].map((match) => match[1]?.toLowerCase() ?? '')
}
