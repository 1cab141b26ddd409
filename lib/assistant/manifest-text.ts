import type { ApiFacts, StreamFacts } from '../importers/facts'
import { printEntry } from '../manifest/text/print'
import type { Part } from './manifest-auth'

const style = { step: 2, listIndent: 2, newline: '\n', isJson: false }

/** The manifest as YAML, with comments that name the source of each stream. */
export function manifestText(shared: Part, facts: ApiFacts): string {
  const byName = new Map(facts.streams.map((stream) => [stream.name, stream]))
  const lines = [
    `# ${oneLine(facts.title)}. Made from ${facts.documents.map(oneLine).join(', ')}.`,
    '# What is not certain says so; test each stream before relying on it.',
  ]
  for (const [key, value] of Object.entries(shared)) {
    lines.push(
      key === 'definitions'
        ? definitionsText(value as Part, byName)
        : printEntry(key, value, 0, style),
    )
  }
  return `${lines.join('\n')}\n`
}

function definitionsText(definitions: Part, streams: ReadonlyMap<string, StreamFacts>): string {
  const lines = ['definitions:']
  for (const [key, value] of Object.entries(definitions)) {
    if (key !== 'streams') {
      lines.push(`  ${printEntry(key, value, 2, style)}`)
      continue
    }
    lines.push('  streams:')
    for (const [name, stream] of Object.entries(value as Part)) {
      const facts = streams.get(name)
      if (facts) lines.push(...comments(facts).map((text) => `    # ${text}`))
      lines.push(`    ${printEntry(name, stream, 4, style)}`)
    }
  }
  return lines.join('\n')
}

function comments(stream: StreamFacts): string[] {
  const doubts = (
    [
      ['base URL', stream.baseUrl],
      ['authentication', stream.auth],
      ['pages', stream.pagination],
      ['records', stream.records],
      ['primary key', stream.key],
    ] as const
  ).flatMap(([what, { confidence, foundBy }]) =>
    confidence === 'certain'
      ? []
      : [`${what}: ${confidence}${foundBy === undefined ? '' : `, found by ${oneLine(foundBy)}`}`],
  )
  return [
    `${stream.method} ${oneLine(stream.path)} of ${oneLine(stream.document)}`,
    ...(doubts.length > 0 ? [`Not certain: ${doubts.join(', ')}.`] : []),
  ]
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}
