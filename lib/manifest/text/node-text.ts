import type { Step } from './locate'
import { nodesOf } from './locate'
import { isContainer, type TextNode } from './node'
import { endWithoutBreak } from './surroundings'
import { columnOf } from './text-tree'

/** Whether a node is a collection in block style, whose lines stand on a column of their own. */
export function isBlock(node: TextNode): boolean {
  return isContainer(node) && !node.isFlow
}

/** The column that a node's further lines are indented against. */
function baseColumn(text: string, node: TextNode, parent: Step | undefined): number {
  if (isBlock(node)) return columnOf(text, node.start)
  return parent ? columnOf(text, parent.entry.start) : 0
}

/** A node's text without the indentation of its place. */
export function nodeText(text: string, node: TextNode, parent: Step | undefined): string {
  const body = text.slice(isBlock(node) ? node.start : node.outerStart, endWithoutBreak(text, node))
  return dedent(body, baseColumn(text, node, parent))
}

/** The same with anchors left out, for a copy that must not define them again. */
export function copyText(text: string, node: TextNode, parent: Step | undefined): string {
  const start = node.start
  let body = text.slice(start, endWithoutBreak(text, node))
  const anchors = [...nodesOf(node)].filter((each) => each !== node && each.anchor !== undefined)
  for (const { anchor, outerStart, start: behind } of anchors.toReversed()) {
    const props = text
      .slice(outerStart, behind)
      .replace(new RegExp(`&${escapePattern(anchor)}[ \\t]*`), '')
    body = body.slice(0, outerStart - start) + props + body.slice(behind - start)
  }
  return dedent(body, baseColumn(text, node, parent))
}

function escapePattern(anchor = ''): string {
  return anchor.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** Takes up to `column` spaces from every line but the first. */
function dedent(body: string, column: number): string {
  if (column === 0) return body
  return body.replace(new RegExp(`\\n {1,${column}}`, 'g'), '\n')
}

/** Puts `column` spaces before every line but the first and empty ones. */
export function indent(body: string, column: number): string {
  return column === 0 ? body : body.replace(/\n(?=[^\r\n])/g, `\n${' '.repeat(column)}`)
}

/** Takes the indentation that all lines share, blank lines around, and tells what is left. */
export function trimBlock(body: string): string {
  const lines = body.replace(/^(?:[ \t]*\r?\n)+|\s+$/g, '').split('\n')
  const filled = lines.filter((line) => line.trim() !== '')
  const shared = Math.min(...filled.map((line) => line.search(/\S/)))
  return lines
    .map((line) => line.slice(Math.min(shared, Math.max(0, line.search(/\S|$/)))))
    .join('\n')
}
