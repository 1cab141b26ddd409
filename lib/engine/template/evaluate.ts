import { toText } from '../values/text'
import { Opaque, type Value, type ValueObject } from '../values/value'
import { compileExpression, type Run } from './compile-expression'
import { type Exec, StatementCompiler } from './compile-statements'
import { Frame, Output } from './frame'
import { globals } from './functions'
import { language } from './language'
import type { Statement } from './nodes'
import { parseTemplate } from './parser'
import { NativeFunction, Runtime, type TemplateHost } from './runtime'
import { freeNames } from './scope'
import { TemplateNamesUnknown } from './template-error'

/** A template that has been read and can be evaluated any number of times. */
export class Template {
  readonly text: string
  /** Names it takes from the variables it is given. */
  readonly variables: readonly string[]
  readonly #exec: Exec
  readonly #expression: Run | undefined
  readonly #blocks: ReadonlyMap<string, Exec>

  /** @throws TemplateSyntaxError */
  constructor(text: string) {
    this.text = text
    const statements = parseTemplate(text)
    const compiler = new StatementCompiler(text)
    this.#exec = compiler.body(statements)
    this.#blocks = compiler.blocks
    this.#expression = onlyExpression(statements, text)
    this.variables = [...freeNames(statements)].filter((name) => !globals.has(name))
  }

  /**
   * The text the template renders, or, where it is one expression and nothing else, that
   * expression's value, of which the text would be printed.
   *
   * @throws TemplateNamesUnknown, PythonError, UndefinedValue, TemplateRuntimeError,
   * TemplateTooCostly
   */
  evaluate(variables: ValueObject, host: TemplateHost): Value {
    this.#checkNames(variables)
    const runtime = new Runtime(variables, host, language)
    const frame = new Frame(runtime)
    if (this.#expression) return this.#expression(frame)
    if (this.#blocks.size > 0 || this.text.includes('self')) frame.set('self', this.#self(runtime))
    const output = new Output()
    this.#exec(frame, output)
    return output.text
  }

  /** As `evaluate`, always as text. */
  render(variables: ValueObject, host: TemplateHost): string {
    return toText(this.evaluate(variables, host))
  }

  #checkNames(variables: ValueObject): void {
    const unknown = this.variables.filter((name) => !Object.hasOwn(variables, name))
    if (unknown.length > 0) throw new TemplateNamesUnknown(unknown, Object.keys(variables))
  }

  #self(runtime: Runtime): TemplateReference {
    const blocks = [...this.#blocks].map(([name, exec]): [string, Value] => [
      name,
      new NativeFunction(`<BlockReference ${name}>`, () =>
        runtime.budget.call(() => {
          const output = new Output()
          exec(new Frame(runtime), output)
          return output.text
        }),
      ),
    ])
    return new TemplateReference(new Map(blocks))
  }
}

/** What `self` is: the template's blocks. */
class TemplateReference extends Opaque {
  readonly typeName = 'TemplateReference'
  readonly text = '<TemplateReference None>'
  readonly attributes: ReadonlyMap<string, Value>

  constructor(blocks: ReadonlyMap<string, Value>) {
    super()
    this.attributes = blocks
  }
}

/** The expression of a template that is nothing else. */
function onlyExpression(statements: readonly Statement[], source: string): Run | undefined {
  const [statement, ...others] = statements
  if (statement?.kind !== 'output' || others.length > 0 || source.includes('self')) return undefined
  const [part, ...more] = statement.parts
  if (part === undefined || typeof part === 'string' || more.length > 0) return undefined
  return compileExpression(part, { isConditional: false, source })
}

const cache = new Map<string, Template>()
const CACHE_MAX = 2000

/**
 * Reads a template, once for each text.
 *
 * @throws TemplateSyntaxError with the place
 */
export function compileTemplate(text: string): Template {
  let template = cache.get(text)
  if (!template) {
    if (cache.size >= CACHE_MAX) cache.clear()
    template = new Template(text)
    cache.set(text, template)
  }
  return template
}
