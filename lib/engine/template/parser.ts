import { ExpressionParser } from './expression-parser'
import { checkSource } from './lexer'
import type { Expression, Parameter, Statement, Target } from './nodes'
import { TokenStream } from './token-stream'

/**
 * Reads a template of Jinja's grammar. Tags that need other templates are read; that they cannot
 * work shows when they run.
 *
 * @throws TemplateSyntaxError with the place
 * @throws TemplateSourceTooLong
 */
export function parseTemplate(text: string): Statement[] {
  checkSource(text)
  return new TemplateParser(text).parse()
}

type Reader = (parser: TemplateParser) => Statement

class TemplateParser {
  readonly stream: TokenStream
  readonly expressions: ExpressionParser
  readonly #open: string[] = []

  constructor(text: string) {
    this.stream = new TokenStream(text)
    this.expressions = new ExpressionParser(this.stream)
  }

  parse(): Statement[] {
    const body = this.#statements([])
    this.stream.expect('end')
    return body
  }

  /** Statements up to a tag with one of the names, which is left unread. */
  #statements(endNames: readonly string[]): Statement[] {
    const body: Statement[] = []
    let parts: (string | Expression)[] = []
    const flush = () => {
      if (parts.length > 0) body.push({ kind: 'output', parts })
      parts = []
    }
    while (this.stream.current.kind !== 'end') {
      const { kind, text } = this.stream.current
      if (kind === 'data') {
        parts.push(text)
        this.stream.next()
      } else if (kind === 'variable-begin') {
        this.stream.next()
        parts.push(this.expressions.tuple())
        this.stream.expect('variable-end')
      } else {
        flush()
        this.stream.expect('block-begin')
        if (this.stream.isName(...endNames)) return body
        body.push(this.#tag())
        this.stream.expect('block-end')
      }
    }
    flush()
    if (endNames.length > 0) {
      throw this.stream.error(`The tag ${this.#open.at(-1)} has no ${endNames.join(' or ')}`)
    }
    return body
  }

  #tag(): Statement {
    const { start } = this.stream.current
    if (this.stream.current.kind !== 'name') throw this.stream.unexpected('the name of a tag')
    const name = this.stream.next().text
    const read = readers.get(name)
    if (!read) throw this.stream.error(`The tag ${name} is not known here`, start)
    this.#open.push(name)
    const statement = this.stream.nested(() => read(this))
    this.#open.pop()
    return statement
  }

  /** The body of a tag that has been read up to its end, without the tag that closes it. */
  body(...endNames: readonly string[]): Statement[] {
    this.stream.takeOperator(':')
    this.stream.expect('block-end')
    return this.#statements(endNames)
  }

  /** A body whose closing tag is read as well, except for its end. */
  closedBody(endName: string): Statement[] {
    const body = this.body(endName)
    this.stream.next()
    return body
  }

  parameters(): Parameter[] {
    const parameters: Parameter[] = []
    this.stream.expectOperator('(')
    while (!this.stream.takeOperator(')')) {
      if (parameters.length > 0) this.stream.expectOperator(',')
      const { start } = this.stream.current
      const name = this.stream.expectName()
      const value = this.stream.takeOperator('=') ? this.expressions.expression() : undefined
      if (!value && parameters.at(-1)?.default) {
        throw this.stream.error(`The parameter ${name} needs a default too`, start)
      }
      parameters.push({ name, default: value })
    }
    return parameters
  }
}

const readers = new Map<string, Reader>([
  ['for', readFor],
  ['if', readIf],
  ['set', readSet],
  ['macro', readMacro],
  ['call', readCall],
  ['filter', readFilter],
  ['with', readWith],
  ['autoescape', readAutoescape],
  ['block', readBlock],
  ['print', readPrint],
  ['include', readInclude],
  ['extends', (parser) => readLoader(parser, 'extends')],
  ['import', readImport],
  ['from', readFrom],
])

function readFor(parser: TemplateParser): Statement {
  const { stream, expressions } = parser
  const target = expressions.target(true, false)
  if (!stream.takeName('in')) throw stream.unexpected('in')
  const iterable = expressions.tuple(false, ['recursive'])
  const test = stream.takeName('if') ? expressions.expression() : undefined
  const isRecursive = stream.takeName('recursive')
  const body = parser.body('endfor', 'else')
  const otherwise = stream.next().text === 'else' ? parser.closedBody('endfor') : []
  return { kind: 'for', target, iterable, test, isRecursive, body, otherwise }
}

function readIf(parser: TemplateParser): Statement {
  const { stream, expressions } = parser
  const test = expressions.tuple(false)
  const body = parser.body('elif', 'else', 'endif')
  const elifs: { test: Expression; body: Statement[] }[] = []
  let otherwise: Statement[] = []
  for (let end = stream.next().text; end !== 'endif'; end = stream.next().text) {
    if (end === 'else') {
      otherwise = parser.body('endif')
      stream.next()
      break
    }
    elifs.push({
      test: expressions.tuple(false),
      body: parser.body('elif', 'else', 'endif'),
    })
  }
  return { kind: 'if', test, body, elifs, otherwise }
}

function readSet(parser: TemplateParser): Statement {
  const { stream, expressions } = parser
  const target = expressions.target(true, true)
  if (stream.takeOperator('=')) return { kind: 'set', target, value: expressions.tuple() }
  const filter = readFilters(parser)
  return { kind: 'set-block', target, filter, body: parser.closedBody('endset') }
}

function readFilters(parser: TemplateParser): Expression | undefined {
  let filter: Expression | undefined
  while (parser.stream.isOperator('|')) {
    filter = parser.expressions.filter(filter, parser.stream.current.start)
  }
  return filter
}

function readMacro(parser: TemplateParser): Statement {
  const target = parser.expressions.target(false, false)
  const name = target.kind === 'name' ? target.name : ''
  const parameters = parser.parameters()
  return { kind: 'macro', name, parameters, body: parser.closedBody('endmacro') }
}

function readCall(parser: TemplateParser): Statement {
  const parameters = parser.stream.isOperator('(') ? parser.parameters() : []
  const call = parser.expressions.expression()
  if (call.kind !== 'call') throw parser.stream.error('Expected a call behind call', call.start)
  return { kind: 'call-block', call, parameters, body: parser.closedBody('endcall') }
}

function readFilter(parser: TemplateParser): Statement {
  const { start } = parser.stream.current
  let filter = parser.expressions.filter(undefined, start)
  while (parser.stream.isOperator('|')) filter = parser.expressions.filter(filter, start)
  return { kind: 'filter-block', filter, body: parser.closedBody('endfilter') }
}

function readWith(parser: TemplateParser): Statement {
  const { stream, expressions } = parser
  const bindings: { target: Target; value: Expression }[] = []
  while (stream.current.kind !== 'block-end') {
    if (bindings.length > 0) stream.expectOperator(',')
    const target = expressions.target(false, false)
    stream.expectOperator('=')
    bindings.push({ target, value: expressions.expression() })
  }
  return { kind: 'with', bindings, body: parser.closedBody('endwith') }
}

function readAutoescape(parser: TemplateParser): Statement {
  const value = parser.expressions.expression()
  return { kind: 'autoescape', value, body: parser.closedBody('endautoescape') }
}

function readBlock(parser: TemplateParser): Statement {
  const { stream } = parser
  const name = stream.expectName()
  const isScoped = stream.takeName('scoped')
  const isRequired = stream.takeName('required')
  const body = parser.closedBody('endblock')
  stream.takeName(name)
  return { kind: 'block', name, isScoped, isRequired, body }
}

function readPrint(parser: TemplateParser): Statement {
  const { stream, expressions } = parser
  const parts: Expression[] = []
  while (stream.current.kind !== 'block-end') {
    if (parts.length > 0) stream.expectOperator(',')
    parts.push(expressions.expression())
  }
  return { kind: 'output', parts }
}

function readLoader(parser: TemplateParser, tag: string, names: readonly string[] = []): Statement {
  return { kind: 'loader', tag, source: parser.expressions.expression(), names }
}

function readInclude(parser: TemplateParser): Statement {
  const statement = readLoader(parser, 'include')
  const { stream } = parser
  if (stream.takeName('ignore') && !stream.takeName('missing')) throw stream.unexpected('missing')
  readContext(parser)
  return statement
}

function readContext({ stream }: TemplateParser): void {
  if (!stream.isName('with', 'without') || stream.peek().text !== 'context') return
  stream.next()
  stream.next()
}

function readImport(parser: TemplateParser): Statement {
  const source = parser.expressions.expression()
  if (!parser.stream.takeName('as')) throw parser.stream.unexpected('as')
  const name = parser.stream.expectName()
  readContext(parser)
  return { kind: 'loader', tag: 'import', source, names: [name] }
}

function readFrom(parser: TemplateParser): Statement {
  const { stream } = parser
  const source = parser.expressions.expression()
  if (!stream.takeName('import')) throw stream.unexpected('import')
  const names: string[] = []
  do {
    readContext(parser)
    if (stream.current.kind !== 'name') break
    const name = stream.expectName()
    names.push(stream.takeName('as') ? stream.expectName() : name)
  } while (stream.takeOperator(','))
  readContext(parser)
  return { kind: 'loader', tag: 'from', source, names }
}
