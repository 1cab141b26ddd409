import type { Arguments, Expression } from './nodes'
import type { OperandParser } from './operand-parser'

interface Draft {
  readonly positional: Expression[]
  readonly named: { name: string; value: Expression }[]
  spread: Expression | undefined
  spreadNamed: Expression | undefined
}

/** Reads arguments in parentheses: by place, then `*`, by name, then `**`. */
export function parseArguments(parser: OperandParser): Arguments {
  const { stream } = parser
  const draft: Draft = { positional: [], named: [], spread: undefined, spreadNamed: undefined }
  stream.expectOperator('(')
  let isFirst = true
  while (!stream.isOperator(')')) {
    if (!isFirst) {
      stream.expectOperator(',')
      if (stream.isOperator(')')) break
    }
    readArgument(parser, draft)
    isFirst = false
  }
  stream.expectOperator(')')
  return draft
}

function readArgument(parser: OperandParser, draft: Draft): void {
  const { stream } = parser
  if (stream.takeOperator('*')) {
    check(parser, draft.spread === undefined && draft.spreadNamed === undefined)
    draft.spread = parser.expression()
    return
  }
  if (stream.takeOperator('**')) {
    check(parser, draft.spreadNamed === undefined)
    draft.spreadNamed = parser.expression()
    return
  }
  const next = stream.peek()
  if (stream.current.kind === 'name' && next.kind === 'operator' && next.text === '=') {
    check(parser, draft.spreadNamed === undefined)
    const name = stream.next().text
    stream.next()
    draft.named.push({ name, value: parser.expression() })
    return
  }
  check(parser, !draft.spread && !draft.spreadNamed && draft.named.length === 0)
  draft.positional.push(parser.expression())
}

function check(parser: OperandParser, isValid: boolean): void {
  if (!isValid) throw parser.stream.error('Arguments stand in the wrong order')
}
