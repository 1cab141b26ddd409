import { ReadFailed } from '../errors'

const latin1 = new Set(['latin-1', 'latin1', 'iso-8859-1', 'iso8859-1', 'l1', 'ascii', 'us-ascii'])

/** Turns bytes into text piece by piece. */
export interface TextPieces {
  write(chunk: Uint8Array): string
  end(): string
}

/**
 * A reader of bytes in an encoding, by one of the names that Python knows.
 *
 * @throws ReadFailed `encoding_unknown`; from `write` and `end` `encoding_broken`
 */
export function textPieces(encoding: string): TextPieces {
  const name = encoding.toLowerCase().replaceAll('_', '-')
  if (latin1.has(name)) return { write: latin1Text, end: () => '' }
  const decoder = webDecoder(name, encoding)
  const decode = (chunk: Uint8Array | undefined, stream: boolean) => {
    try {
      return decoder.decode(chunk, { stream })
    } catch (cause) {
      throw new ReadFailed(
        'encoding_broken',
        'api',
        `The response is not written in ${encoding}.`,
        {
          cause,
          internalMessage: 'UnicodeDecodeError',
        },
      )
    }
  }
  return { write: (chunk) => decode(chunk, true), end: () => decode(undefined, false) }
}

function webDecoder(name: string, encoding: string): TextDecoder {
  // Python keeps a byte order mark as a character, unless the name says that there is one.
  const hasMark = name === 'utf-8-sig' || name === 'utf-16' || name === 'utf-32'
  const web = name
    .replace(/-sig$/, '')
    .replace(/^utf(\d)/, 'utf-$1')
    .replace(/^cp(125\d)$/, 'windows-$1')
  try {
    return new TextDecoder(web, { fatal: true, ignoreBOM: !hasMark })
  } catch (cause) {
    throw new ReadFailed('encoding_unknown', 'manifest', `The encoding ${encoding} is not known.`, {
      cause,
    })
  }
}

function latin1Text(chunk: Uint8Array): string {
  let text = ''
  for (let i = 0; i < chunk.length; i += 8192) {
    text += String.fromCharCode(...chunk.subarray(i, i + 8192))
  }
  return text
}

/** Lines that end with a line feed, in batches as they arrive; the rest at the end is a line too. */
export async function* lineBatches(
  chunks: AsyncIterable<Uint8Array>,
  pieces: TextPieces,
  lineCharsMax: number,
): AsyncGenerator<readonly string[]> {
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + pieces.write(chunk)).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > lineCharsMax) throw lineTooLong(lineCharsMax)
    if (lines.length > 0) yield lines
  }
  rest += pieces.end()
  if (rest !== '') yield [rest]
}

function lineTooLong(most: number): ReadFailed {
  return new ReadFailed(
    'record_too_large',
    'api',
    `A line of the response is longer than ${most} characters. Check that the response has one record a line.`,
  )
}
