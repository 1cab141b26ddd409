import { PythonTypeError } from '../values/python-error'
import { repr, reprText } from '../values/text'
import { Opaque, type Value } from '../values/value'
import { makeDict, pairsOf } from './dicts'
import type { Entry } from './filter-entry'
import { indexOf } from './operands'
import { type CallArguments, Callable, NativeFunction, type Runtime } from './runtime'
import { TemplateRuntimeError } from './template-error'

/** Values under names that templates may set, which outlive the block they are set in. */
export class Namespace extends Opaque {
  readonly typeName = 'Namespace'
  readonly attributes = new Map<string, Value>()

  get text(): string {
    const parts = [...this.attributes].map(([name, value]) => `${reprText(name)}: ${repr(value)}`)
    return `<Namespace {${parts.join(', ')}}>`
  }
}

/** Gives its items one after the other, over and over. */
class Cycler extends Opaque {
  readonly typeName = 'Cycler'
  readonly text = '<jinja2.utils.Cycler object at 0x7f0000000000>'
  readonly #items: readonly Value[]
  #at = 0

  constructor(items: readonly Value[]) {
    super()
    this.#items = items
  }

  readonly attributes = {
    has: (name: string) => this.#attribute(name) !== undefined,
    get: (name: string) => this.#attribute(name),
  }

  #attribute(name: string): Value | undefined {
    if (name === 'current') return this.#items[this.#at]
    if (name === 'items') return this.#items
    if (name === 'pos') return this.#at
    if (name === 'next') return new NativeFunction('<bound method Cycler.next>', () => this.#next())
    if (name !== 'reset') return undefined
    return new NativeFunction('<bound method Cycler.reset>', () => {
      this.#at = 0
      return null
    })
  }

  #next(): Value {
    const value = this.#items[this.#at] ?? null
    this.#at = (this.#at + 1) % this.#items.length
    return value
  }
}

/** Gives nothing when it is called first, and its separator from then on. */
class Joiner extends Callable {
  readonly typeName = 'Joiner'
  readonly text = '<jinja2.utils.Joiner object at 0x7f0000000000>'
  readonly #separator: Value
  #isUsed = false

  constructor(separator: Value) {
    super()
    this.#separator = separator
  }

  call(_args: CallArguments, _runtime: Runtime): Value {
    if (this.#isUsed) return this.#separator
    this.#isUsed = true
    return ''
  }
}

function pairsIn(callee: string, args: readonly Value[], named: ReadonlyMap<string, Value>) {
  if (args.length > 1) throw new PythonTypeError(`${callee} expected at most 1 argument`)
  const [source] = args
  return [...(source === undefined ? [] : pairsOf(source)), ...named]
}

const words =
  'a ac ad at consequat cursus dolor elit et eu in ipsum lorem magna nec non sed sit vel'.split(' ')

/** Filler text: whole sentences, always the same. */
function filler(paragraphs: number): string {
  if (paragraphs > 50) throw new TemplateRuntimeError('lipsum gives at most 50 paragraphs')
  const sentence = `${words.join(' ')}.`
  const paragraph = Array.from({ length: 5 }, () => sentence[0]?.toUpperCase() + sentence.slice(1))
  return Array.from({ length: paragraphs }, () => `<p>${paragraph.join(' ')}</p>`).join('\n')
}

/** Functions that make objects: those of Jinja itself. */
export const objectFunctions: Readonly<Record<string, Entry>> = {
  cycler: {
    summary: 'An object that gives its arguments one after the other with next()',
    example: ["{% set c = cycler('a', 'b') %}{{ c.next() }}{{ c.next() }}{{ c.next() }}", 'aba'],
    parameters: 'any',
    apply: (_value, args) => {
      if (args.length === 0) throw new TemplateRuntimeError('at least one item has to be provided')
      return new Cycler(args)
    },
  },
  dict: {
    summary: 'A dict of named arguments, of pairs, or of another dict',
    example: ["{{ dict(a=1, b='x') }}", "{'a': 1, 'b': 'x'}"],
    parameters: 'any',
    apply: (_value, args, _runtime, { named }) => makeDict(pairsIn('dict', args, named)),
  },
  joiner: {
    summary: 'A function that gives nothing the first time and a separator afterwards',
    example: ["{% set j = joiner('|') %}{{ j() }}a{{ j() }}b", 'a|b'],
    parameters: [['sep', ', ']],
    apply: (_value, [separator = ', ']) => new Joiner(separator),
  },
  lipsum: {
    summary: 'Filler text',
    example: ['{{ lipsum(1) | length > 10 }}', 'True'],
    parameters: [
      ['n', 5],
      ['html', true],
      ['min', 20],
      ['max', 100],
    ],
    apply: (_value, [paragraphs = 5]) => filler(indexOf(paragraphs)),
  },
  namespace: {
    summary: 'An object whose attributes can be set anywhere, also inside loops',
    example: ['{% set n = namespace(a=1) %}{% set n.a = 2 %}{{ n.a }}', '2'],
    parameters: 'any',
    apply: (_value, args, _runtime, { named }) => {
      const space = new Namespace()
      for (const [key, value] of pairsIn('namespace', args, named)) {
        if (typeof key === 'string') space.attributes.set(key, value)
      }
      return space
    },
  },
}
