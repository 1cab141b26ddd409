import 'server-only'
import { encodingsOf, isDistinctive } from './secret-encodings'

/** A secret of a run. The name is shown where the value stood. */
export interface NamedSecret {
  readonly name: string
  readonly value: string
}

/** Deeper values are not shown: nobody reads them, and walking them could overflow the stack. */
const depthMax = 400

/** Compiled once for all secrets that are known; see `Redactor`. */
interface Matcher {
  readonly patterns: RegExp | undefined
  readonly masks: ReadonlyMap<string, string>
  readonly shortest: number
  readonly longest: number
  readonly hasNumbers: boolean
}

/**
 * Masks every secret of a run in texts and JSON values, in each way it may be written. One per run;
 * nothing is shared between runs.
 *
 * Secrets that are short or common words are not looked for here, they would shred everything; see
 * `maskToken` for the places where they are sent.
 */
export class Redactor {
  readonly #secrets = new Map<string, string>()
  #matcher: Matcher | undefined

  constructor(secrets: Iterable<NamedSecret> = []) {
    for (const secret of secrets) this.add(secret)
  }

  /** Adds a secret that came about during the run, such as an access token. */
  add({ name, value }: NamedSecret): void {
    if (value === '' || this.#secrets.has(value)) return
    this.#secrets.set(value, name)
    this.#matcher = undefined
  }

  /** Masks a text that is whole. */
  text(text: string): string {
    const { patterns, masks, shortest } = this.#compiled()
    if (patterns === undefined || text.length < shortest) return text
    // A test first: replacing builds a text even where there is nothing to replace.
    patterns.lastIndex = 0
    if (!patterns.test(text)) return text
    patterns.lastIndex = 0
    return text.replace(patterns, (found) => masks.get(found) ?? mask('secret'))
  }

  /** Masks a text of which the end is missing: a secret may have been cut there. */
  cutText(text: string): string {
    const masked = this.text(text)
    const held = this.#unfinished(masked)
    return held === 0 ? masked : `${masked.slice(0, -held)}${mask('cut')}`
  }

  /** Masks the strings, numbers and keys of a JSON value. What holds no secret is the same object. */
  value<T>(value: T): T {
    return this.#compiled().patterns === undefined ? value : (this.#walk(value, 0) as T)
  }

  /** Masks a header, a query value or the like in which even a short secret was sent. */
  maskToken(text: string): string {
    let masked = this.text(text)
    for (const [value, name] of this.#secrets) {
      if (isDistinctive(value)) continue
      masked = replaceToken(masked, value, mask(name))
      const encoded = encodeURIComponent(value.toWellFormed())
      if (encoded !== value) masked = replaceToken(masked, encoded, mask(name))
    }
    return masked
  }

  /** Whether some secret is too short to be looked for everywhere. */
  get hasTokens(): boolean {
    return this.#secrets.keys().some((value) => !isDistinctive(value))
  }

  /** Masks a text that comes in pieces, such as a log: a secret may lie across their borders. */
  stream(): { push(piece: string): string; end(): string } {
    let rest = ''
    return {
      push: (piece) => {
        rest = this.text(rest + piece)
        const keep = this.#unfinished(rest)
        const ready = rest.slice(0, rest.length - keep)
        rest = rest.slice(rest.length - keep)
        return ready
      },
      end: () => {
        const ready = rest
        rest = ''
        return ready
      },
    }
  }

  #compiled(): Matcher {
    this.#matcher ??= compile(this.#secrets)
    return this.#matcher
  }

  /** Characters at the end that may be the start of a secret. */
  #unfinished(text: string): number {
    const { masks, longest } = this.#compiled()
    const tail = text.slice(-longest)
    let most = 0
    for (const form of masks.keys()) {
      for (let length = Math.min(form.length - 1, tail.length); length > most; length -= 1) {
        if (tail.endsWith(form.slice(0, length))) most = length
      }
    }
    return most
  }

  #walk(value: unknown, depth: number): unknown {
    if (typeof value === 'string') return this.text(value)
    if (typeof value === 'number' || typeof value === 'bigint') return this.#number(value)
    if (typeof value !== 'object' || value === null) return value
    if (depth > depthMax) return '‹nested too deeply to show›'
    if (Array.isArray(value)) return this.#list(value, depth)
    const prototype = Object.getPrototypeOf(value)
    // Floats and the like are numbers with a class; they hold no text.
    return prototype === Object.prototype || prototype === null ? this.#object(value, depth) : value
  }

  #number(value: number | bigint): unknown {
    if (!this.#compiled().hasNumbers) return value
    const text = String(value)
    const masked = this.text(text)
    return masked === text ? value : masked
  }

  #list(list: readonly unknown[], depth: number): unknown {
    let changed: unknown[] | undefined
    for (const [index, member] of list.entries()) {
      const masked = this.#walk(member, depth + 1)
      if (masked === member) continue
      changed ??= [...list]
      changed[index] = masked
    }
    return changed ?? list
  }

  #object(object: object, depth: number): unknown {
    let isChanged = false
    const members: [string, unknown][] = []
    for (const [key, member] of Object.entries(object)) {
      const maskedKey = this.text(key)
      const masked = this.#walk(member, depth + 1)
      if (maskedKey !== key || masked !== member) isChanged = true
      members.push([maskedKey, masked])
    }
    return isChanged ? Object.fromEntries(members) : object
  }
}

/** What stands in place of a secret. */
export function mask(name: string): string {
  return `‹secret:${name}›`
}

function compile(secrets: ReadonlyMap<string, string>): Matcher {
  const masks = new Map<string, string>()
  for (const [value, name] of secrets) {
    if (!isDistinctive(value)) continue
    for (const form of encodingsOf(value)) if (!masks.has(form)) masks.set(form, mask(name))
  }
  const forms = [...masks.keys()].sort((a, b) => b.length - a.length)
  return {
    patterns: forms.length === 0 ? undefined : new RegExp(forms.map(escapePattern).join('|'), 'g'),
    masks,
    shortest: forms.at(-1)?.length ?? 0,
    longest: forms[0]?.length ?? 0,
    hasNumbers: forms.some((form) => /^-?[\d.]+$/.test(form)),
  }
}

function replaceToken(text: string, token: string, by: string): string {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])${escapePattern(token)}(?![\\p{L}\\p{N}_])`, 'gu')
  return text.replace(pattern, () => by)
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
