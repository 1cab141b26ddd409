import type { Arguments, Expression } from './nodes'

/** The expressions directly inside an expression, in the order of the text. */
export function subexpressions(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'const':
    case 'name':
      return []
    case 'list':
    case 'tuple':
      return node.items
    case 'dict':
      return node.pairs.flat()
    case 'unary':
      return [node.operand]
    case 'binary':
    case 'logic':
      return [node.left, node.right]
    case 'compare':
      return [node.first, ...node.rest.map((each) => each.right)]
    case 'concat':
      return node.parts
    case 'conditional':
      return present(node.value, node.test, node.otherwise)
    case 'attribute':
      return [node.target]
    case 'item':
      return [node.target, node.key]
    case 'slice':
      return present(node.target, node.from, node.to, node.step)
    case 'call':
    case 'test':
    case 'filter':
      return [...present(node.target), ...argumentExpressions(node.arguments)]
  }
}

function argumentExpressions(args: Arguments): Expression[] {
  const named = args.named.map((each) => each.value)
  return [...args.positional, ...named, ...present(args.spread, args.spreadNamed)]
}

function present(...nodes: (Expression | undefined)[]): Expression[] {
  return nodes.filter((node) => node !== undefined)
}

/** Names that an expression reads, in the order of the text. */
export function namesIn(node: Expression): string[] {
  return node.kind === 'name' ? [node.name] : subexpressions(node).flatMap(namesIn)
}
