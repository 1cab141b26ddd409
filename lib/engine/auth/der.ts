type Bytes = Uint8Array<ArrayBuffer>

/** One element of DER (ITU-T X.690): a tag and its content. */
export interface DerElement {
  readonly tag: number
  readonly content: Bytes
  /** The elements inside a constructed one. */
  children(): readonly DerElement[]
}

/**
 * The elements that stand one after the other.
 *
 * @throws RangeError when a length leads beyond the end
 */
export function readDer(bytes: Bytes): readonly DerElement[] {
  const elements: DerElement[] = []
  let at = 0
  while (at < bytes.length) {
    const tag = bytes[at] ?? 0
    const [length, start] = readLength(bytes, at + 1)
    if (start + length > bytes.length) throw new RangeError('DER ends too early')
    const content = bytes.slice(start, start + length)
    elements.push({ tag, content, children: () => readDer(content) })
    at = start + length
  }
  return elements
}

function readLength(bytes: Bytes, at: number): readonly [length: number, next: number] {
  const first = bytes[at] ?? 0
  if (first < 0x80) return [first, at + 1]
  const count = first & 0x7f
  if (count > 4) throw new RangeError('DER element is too long')
  const length = bytes.slice(at + 1, at + 1 + count).reduce((sum, byte) => sum * 256 + byte, 0)
  return [length, at + 1 + count]
}

/** An element with its tag and length in front. */
export function writeDer(tag: number, content: Bytes): Bytes {
  const length =
    content.length < 0x80
      ? [content.length]
      : [0x82, Math.floor(content.length / 256) % 256, content.length % 256]
  return Uint8Array.from([tag, ...length, ...content])
}

/** A sequence of elements. */
export function sequence(...elements: readonly Bytes[]): Bytes {
  return writeDer(0x30, Uint8Array.from(elements.flatMap((each) => [...each])))
}

/** An object identifier in dots, such as `1.2.840.113549.2.9`. */
export function readOid({ content }: DerElement): string {
  const [first = 0, ...rest] = content
  const parts = [Math.floor(first / 40), first % 40]
  let value = 0
  for (const byte of rest) {
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) {
      parts.push(value)
      value = 0
    }
  }
  return parts[0] !== undefined && parts[0] >= 2
    ? [2, first - 80, ...parts.slice(2)].join('.')
    : parts.join('.')
}
