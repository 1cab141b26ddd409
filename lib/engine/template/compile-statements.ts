import { isTruthy } from '../values/compare'
import { toText } from '../values/text'
import { Markup, type Value } from '../values/value'
import { assignTarget, noLoader } from './assign-target'
import { callValue } from './call-value'
import { compileArguments } from './compile-arguments'
import { compileExpression, compileFilter, type Place, type Run } from './compile-expression'
import { compileFor } from './compile-for'
import { escapeHtml } from './escape'
import { Frame, Output } from './frame'
import { type MacroShape, MacroValue } from './macro'
import type { CallBlock, Expression, Macro, Parameter, Statement } from './nodes'
import { freeNames } from './scope'
import { TemplateRuntimeError, TemplateSyntaxError } from './template-error'

/** A statement or several, ready to run: it adds its text to the output. */
export type Exec = (frame: Frame, output: Output) => void

type Node<Kind extends Statement['kind']> = Extract<Statement, { kind: Kind }>

/** Compiles the statements of one template. */
export class StatementCompiler {
  readonly #source: string
  /** Blocks by name, also those inside others. */
  readonly blocks = new Map<string, Exec>()

  constructor(source: string) {
    this.#source = source
  }

  /** @throws TemplateSyntaxError for filters, tests and blocks that are not right */
  body(statements: readonly Statement[], isConditional = false): Exec {
    const place = { isConditional, source: this.#source }
    const execs = statements.map((statement) => this.#statement(statement, place))
    return (frame, output) => {
      for (const exec of execs) {
        frame.runtime.budget.step()
        exec(frame, output)
      }
    }
  }

  #statement(node: Statement, place: Place): Exec {
    switch (node.kind) {
      case 'output':
        return this.#output(node, place)
      case 'if':
        return this.#if(node)
      case 'for':
        return compileFor(node, place, (statements) => this.body(statements))
      case 'set': {
        const value = compileExpression(node.value, place)
        return (frame) => assignTarget(node.target, value(frame), frame)
      }
      case 'set-block':
        return this.#setBlock(node, place)
      case 'macro':
        return this.#macro(node, place)
      case 'call-block':
        return this.#callBlock(node, place)
      default:
        return this.#scoped(node, place)
    }
  }

  #scoped(node: Exclude<Statement, Macro | CallBlock>, place: Place): Exec {
    switch (node.kind) {
      case 'filter-block':
        return this.#filterBlock(node, place)
      case 'with':
        return this.#with(node, place)
      case 'autoescape':
        return this.#autoescape(node, place)
      case 'block':
        return this.#block(node, place)
      case 'loader': {
        const source = compileExpression(node.source, place)
        return (frame) => {
          source(frame)
          noLoader()
        }
      }
      default:
        throw new TemplateSyntaxError('The tag cannot stand here', place.source, 0)
    }
  }

  #output(node: Node<'output'>, place: Place): Exec {
    const parts = node.parts.map((part): Exec => {
      if (typeof part === 'string') return (_frame, output) => output.add(part)
      const run = compileExpression(part, place)
      return (frame, output) => {
        const value = run(frame)
        const text = frame.runtime.isEscaping ? escapeHtml(value).text : toText(value)
        frame.runtime.budget.work(text.length)
        output.add(text)
      }
    })
    return (frame, output) => {
      for (const part of parts) part(frame, output)
    }
  }

  #if(node: Node<'if'>): Exec {
    const place = { isConditional: true, source: this.#source }
    const branches = [{ test: node.test, body: node.body }, ...node.elifs].map(
      ({ test, body }) => ({ test: compileExpression(test, place), body: this.body(body, true) }),
    )
    const otherwise = this.body(node.otherwise, true)
    return (frame, output) => {
      const branch = branches.find(({ test }) => isTruthy(test(frame)))
      const run = branch?.body ?? otherwise
      run(frame, output)
    }
  }

  /** Runs a body in a scope of its own and gives its text. */
  #captured(statements: readonly Statement[]): Run {
    const body = this.body(statements)
    return (frame) => {
      const output = new Output()
      body(frame.inner(), output)
      return frame.runtime.isEscaping ? new Markup(output.text) : output.text
    }
  }

  #filtered(filter: Expression | undefined, text: Run, place: Place): Run {
    return filter?.kind === 'filter' ? compileFilter(filter, place, text) : text
  }

  #setBlock(node: Node<'set-block'>, place: Place): Exec {
    const value = this.#filtered(node.filter, this.#captured(node.body), place)
    return (frame) => assignTarget(node.target, value(frame), frame)
  }

  #filterBlock(node: Node<'filter-block'>, place: Place): Exec {
    const value = this.#filtered(node.filter, this.#captured(node.body), place)
    return (frame, output) => output.add(toText(value(frame)))
  }

  #with(node: Node<'with'>, place: Place): Exec {
    const bindings = node.bindings.map(({ target, value }) => ({
      target,
      value: compileExpression(value, place),
    }))
    const body = this.body(node.body)
    return (frame, output) => {
      const inner = frame.inner()
      const values = bindings.map(({ value }) => value(frame))
      bindings.forEach(({ target }, index) => {
        assignTarget(target, values[index] ?? null, inner)
      })
      body(inner, output)
    }
  }

  #autoescape(node: Node<'autoescape'>, place: Place): Exec {
    const value = compileExpression(node.value, place)
    const body = this.body(node.body)
    return (frame, output) => {
      const { runtime } = frame
      const before = runtime.isEscaping
      runtime.isEscaping = isTruthy(value(frame))
      try {
        body(frame.inner(), output)
      } finally {
        runtime.isEscaping = before
      }
    }
  }

  #block(node: Node<'block'>, place: Place): Exec {
    if (this.blocks.has(node.name)) {
      throw new TemplateSyntaxError(`The block ${node.name} is there twice`, place.source, 0)
    }
    this.blocks.set(node.name, () => {})
    const body = this.body(node.body)
    this.blocks.set(node.name, body)
    if (node.isRequired) {
      return () => {
        throw new TemplateRuntimeError(
          `The block ${node.name} has to be filled by another template`,
        )
      }
    }
    return (frame, output) => body(node.isScoped ? frame.inner() : new Frame(frame.runtime), output)
  }

  #shape(
    name: string,
    parameters: readonly Parameter[],
    statements: readonly Statement[],
    place: Place,
  ): MacroShape {
    return {
      name,
      parameters: parameters.map((parameter) => ({
        name: parameter.name,
        fallback: parameter.default && compileExpression(parameter.default, place),
      })),
      reads: freeNames(statements),
      body: this.body(statements),
    }
  }

  #macro(node: Macro, place: Place): Exec {
    const shape = this.#shape(node.name, node.parameters, node.body, place)
    return (frame) => frame.set(node.name, new MacroValue(shape, frame))
  }

  #callBlock(node: CallBlock, place: Place): Exec {
    const shape = this.#shape('', node.parameters, node.body, place)
    const target = compileExpression(node.call.target, place)
    const args = compileArguments(node.call.arguments, place, compileExpression)
    return (frame, output) => {
      const { positional, named } = args(frame)
      const withCaller = new Map<string, Value>(named).set('caller', new MacroValue(shape, frame))
      const value = callValue(target(frame), { positional, named: withCaller }, frame.runtime)
      output.add(toText(value))
    }
  }
}
