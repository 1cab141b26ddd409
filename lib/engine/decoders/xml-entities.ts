const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

/**
 * Resolves the references of a document: the five names of XML 1.0 4.6 and numbers. What a document
 * declares itself is never expanded; it leaves nothing behind, as in the reference engine.
 */
export class XmlEntities {
  #hasDeclarations = false

  reset(): void {
    this.#hasDeclarations = false
  }

  setXmlVersion(): void {}

  setExternalEntities(): void {}

  addInputEntities(): void {
    this.#hasDeclarations = true
  }

  /** @throws RangeError for a name that nothing declares, and for a number that is no character */
  decode(text: string): string {
    if (!text.includes('&')) return text
    return text.replace(/&(?:#(\d+)|#x([\da-fA-F]+)|([^;\s&<]+));/g, (_all, digits, hex, name) => {
      if (name === undefined) return character(digits ? Number(digits) : Number.parseInt(hex, 16))
      const known = Object.hasOwn(named, name) ? named[name] : undefined
      if (known === undefined && !this.#hasDeclarations) {
        throw new RangeError('The document uses an entity that it does not declare.')
      }
      return known ?? ''
    })
  }
}

function character(code: number): string {
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    throw new RangeError('The document names a character that does not exist.')
  }
  return String.fromCodePoint(code)
}
