import type { Expression, Statement } from '../template/nodes'
import { parseTemplate } from '../template/parser'

/** Whether a stop condition still works when pages are smaller than configured. */
export interface StopConditionVerdict {
  readonly verdict: 'safe' | 'truncates' | 'unknown'
  /** Why, for people. */
  readonly why: string
}

const safe: StopConditionVerdict = { verdict: 'safe', why: '' }
const unknown = (why: string): StopConditionVerdict => ({ verdict: 'unknown', why })

type Operator = '<' | '<=' | '>' | '>=' | '==' | '!=' | 'in' | 'not in'

interface Comparison {
  readonly left: Expression
  readonly operator: Operator
  readonly right: Expression
  /** Whether its outcome alone can make the condition true. */
  readonly isDeciding: boolean
}

/**
 * Judges a stop condition by the structure of its template. One that stops at pages smaller than
 * the configured size takes a full page of a reduced size for the last.
 */
export function judgeStopCondition(text: string, minimumPageSize: number): StopConditionVerdict {
  let statements: Statement[]
  try {
    statements = parseTemplate(text)
  } catch {
    return unknown('it cannot be read')
  }
  const deciding = new Set(decidingComparisons(statements))
  const comparisons = allNodes(statements, 'compare').flatMap((node) =>
    pairsOf(node as CompareNode, deciding.has(node)),
  )
  if (!mentions(statements, 'last_page_size')) return judgeWithoutSize(comparisons)
  const touching = comparisons.filter(({ left, right }) => isSized(left) || isSized(right))
  if (touching.length === 0) return unknown('it uses last_page_size without comparing it')
  const verdicts = touching.map((comparison) => judge(comparison, minimumPageSize))
  return (
    verdicts.find(({ verdict }) => verdict === 'truncates') ??
    verdicts.find(({ verdict }) => verdict === 'unknown') ??
    safe
  )
}

type CompareNode = Extract<Expression, { kind: 'compare' }>

/** Comparisons that the condition is, or that it joins by `and` and `or`. */
function decidingComparisons(statements: readonly Statement[]): readonly Expression[] {
  const root = rootOf(statements)
  const found: Expression[] = []
  const visit = (node: Expression) => {
    if (node.kind === 'compare') found.push(node)
    if (node.kind !== 'logic') return
    visit(node.left)
    visit(node.right)
  }
  if (root) visit(root)
  return found
}

const falseTexts = new Set(['', 'False', 'false', '{}', '[]', '()', '0', '0.0', 'None'])

/** The expression that decides: the only output, or the test of an `if` around constant text. */
function rootOf(statements: readonly Statement[]): Expression | undefined {
  const [only, ...others] = statements
  if (!only || others.length > 0) return undefined
  if (only.kind === 'output') {
    const [part, ...more] = only.parts
    return typeof part === 'object' && more.length === 0 ? part : undefined
  }
  if (only.kind !== 'if' || only.elifs.length > 0 || only.otherwise.length > 0) return undefined
  const [body, ...rest] = only.body
  if (body?.kind !== 'output' || rest.length > 0) return undefined
  const isConstant = body.parts.every((part) => typeof part === 'string')
  return isConstant && !falseTexts.has(body.parts.join('').trim()) ? only.test : undefined
}

/** A chain such as `a < b < c` as its pairs. */
function pairsOf(node: CompareNode, isDeciding: boolean): Comparison[] {
  let left = node.first
  return node.rest.map(({ operator, right }) => {
    const pair = { left, operator, right, isDeciding }
    left = right
    return pair
  })
}

function judgeWithoutSize(comparisons: readonly Comparison[]): StopConditionVerdict {
  const doubtful = comparisons.some(({ left, operator, right, isDeciding }) => {
    if (operator === '<' || operator === '<=') return !isDeciding || left.kind !== 'const'
    if (operator === '>' || operator === '>=') return !isDeciding || right.kind !== 'const'
    return false
  })
  return doubtful ? unknown('it may count the records of a page in its own way') : safe
}

const mirrored: Readonly<Partial<Record<Operator, Operator>>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}

/** Judges a comparison in which `last_page_size` occurs. */
function judge(comparison: Comparison, minimumPageSize: number): StopConditionVerdict {
  if (!comparison.isDeciding)
    return unknown('its comparison of last_page_size is only a part of it')
  if (isSized(comparison.left) && isSized(comparison.right)) {
    return unknown('it compares last_page_size with itself')
  }
  const { left, operator, right } = sizeOnTheLeft(comparison)
  switch (operator) {
    case '==':
    case '!=':
      return right.kind === 'const' && right.value === 0
        ? safe
        : unknown('it asks for one page size exactly')
    case '>':
    case '>=':
      return left.kind === 'name' ? safe : unknown('it calculates with last_page_size')
    case '<':
    case '<=':
      return judgeUpperBound(left, operator, right, minimumPageSize)
    default:
      return unknown('its comparison is of another kind')
  }
}

function sizeOnTheLeft(comparison: Comparison): Comparison {
  if (isSized(comparison.left)) return comparison
  const { left, operator, right } = comparison
  return { ...comparison, left: right, operator: mirrored[operator] ?? operator, right: left }
}

function judgeUpperBound(
  left: Expression,
  operator: '<' | '<=',
  right: Expression,
  minimumPageSize: number,
): StopConditionVerdict {
  if (left.kind !== 'name') return unknown('it calculates with last_page_size')
  if (isPageSize(right)) return safe
  if (mentions(right, 'page_size')) return unknown('it calculates with page_size')
  if (right.kind === 'const' && typeof right.value === 'number') {
    const bound = operator === '<' ? right.value : right.value + 1
    if (bound <= minimumPageSize) return safe
  }
  return {
    verdict: 'truncates',
    why: 'it stops as soon as a page is smaller than a size that does not follow the reduction, so a full page of a reduced size looks like the last',
  }
}

/** `page_size` alone, or through filters. */
function isPageSize(node: Expression): boolean {
  if (node.kind === 'filter') return node.target !== undefined && isPageSize(node.target)
  return node.kind === 'name' && node.name === 'page_size'
}

function isSized(node: Expression): boolean {
  return mentions(node, 'last_page_size')
}

function mentions(tree: unknown, name: string): boolean {
  return allNodes(tree, 'name').some((node) => node.kind === 'name' && node.name === name)
}

/** All nodes of a kind anywhere in a tree of statements and expressions. */
function allNodes(tree: unknown, kind: Expression['kind']): Expression[] {
  if (typeof tree !== 'object' || tree === null) return []
  const inside = Object.values(tree).flatMap((each) => allNodes(each, kind))
  return (tree as { kind?: unknown }).kind === kind ? [tree as Expression, ...inside] : inside
}
