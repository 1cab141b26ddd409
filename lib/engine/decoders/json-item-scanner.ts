import { ReadFailed } from '../errors'

interface Container {
  readonly isList: boolean
  /** Where it stands, as keys joined by dots; the items of lists are called `item`. */
  readonly path: string
  key: string
}

const depthMax = 10_000

/** Finds the texts of the items of one list in JSON that arrives in pieces. */
export class JsonItemScanner {
  readonly #target: string
  readonly #itemCharsMax: number
  readonly #stack: Container[] = []
  #pending = ''
  #inString = false
  #isEscaped = false
  /** Text of the string being read that may be a key. */
  #text = ''
  #expectsKey = false
  /** How deep the wanted list is; 0 when outside of it. */
  #listDepth = 0
  #items: string[] = []

  /** @param target keys joined by dots; empty for a list at the root */
  constructor(target: string, itemCharsMax: number) {
    this.#target = target
    this.#itemCharsMax = itemCharsMax
  }

  /** The texts of items that a piece completes. */
  write(piece: string): readonly string[] {
    this.#items = []
    for (const char of piece) {
      if (this.#inString) this.#takeInString(char)
      else this.#takeOutside(char)
      if (this.#pending.length > this.#itemCharsMax) throw itemTooLarge(this.#itemCharsMax)
    }
    return this.#items
  }

  /** @throws ReadFailed `json_cut_off` when the JSON is not complete */
  end(): void {
    if (this.#stack.length === 0 && !this.#inString) return
    throw new ReadFailed('json_cut_off', 'api', 'The JSON of the response ends too early.', {
      internalMessage: 'IncompleteJSONError',
    })
  }

  #takeInString(char: string): void {
    this.#keep(char)
    if (this.#isEscaped) this.#isEscaped = false
    else if (char === '\\') this.#isEscaped = true
    else if (char === '"') this.#inString = false
    if (this.#inString && this.#expectsKey) this.#text += char
  }

  #takeOutside(char: string): void {
    switch (char) {
      case '"':
        this.#inString = true
        this.#text = ''
        this.#keep(char)
        return
      case '{':
      case '[':
        this.#open(char === '[', char)
        return
      case '}':
      case ']':
        this.#close(char)
        return
      case ',':
        this.#next(char)
        return
      case ':':
        this.#nameValue(char)
        return
      default:
        this.#keep(char)
    }
  }

  /** Keeps what belongs to an item. */
  #keep(text: string): void {
    if (this.#listDepth > 0) this.#pending += text
  }

  #open(isList: boolean, char: string): void {
    if (this.#stack.length >= depthMax)
      throw new ReadFailed('json_too_deep', 'api', 'The JSON is nested too deeply.')
    const parent = this.#stack.at(-1)
    const key = parent ? (parent.isList ? 'item' : parent.key) : ''
    const path = parent?.path ? `${parent.path}.${key}` : key
    this.#stack.push({ isList, path, key: '' })
    this.#expectsKey = !isList
    if (this.#listDepth > 0) this.#pending += char
    else if (isList && path === this.#target) this.#listDepth = this.#stack.length
  }

  #close(char: string): void {
    if (this.#stack.length === this.#listDepth) {
      this.#finishItem()
      this.#listDepth = 0
    } else {
      this.#keep(char)
    }
    this.#stack.pop()
    this.#expectsKey = false
  }

  #next(char: string): void {
    if (this.#listDepth > 0 && this.#stack.length === this.#listDepth) this.#finishItem()
    else this.#keep(char)
    this.#expectsKey = this.#stack.at(-1)?.isList === false
  }

  #nameValue(char: string): void {
    const container = this.#stack.at(-1)
    if (container && this.#expectsKey) container.key = this.#text
    this.#expectsKey = false
    this.#keep(char)
  }

  #finishItem(): void {
    if (this.#pending.trim() !== '') this.#items.push(this.#pending)
    this.#pending = ''
  }
}

function itemTooLarge(most: number): ReadFailed {
  return new ReadFailed(
    'record_too_large',
    'api',
    `An item of the list is longer than ${most} characters. Check the path of the list.`,
  )
}
