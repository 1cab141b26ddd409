import { isTruthy } from '../values/compare'
import { Markup, type Value } from '../values/value'
import { assignTarget } from './assign-target'
import { compileExpression, type Place } from './compile-expression'
import { type Frame, Output } from './frame'
import { Loop } from './loop'
import type { ForLoop, Statement } from './nodes'
import { listOf } from './operands'

type Exec = (frame: Frame, output: Output) => void

/** Compiles a `for`. What it goes through is read first, so that `loop.length` is known. */
export function compileFor(
  node: ForLoop,
  place: Place,
  compileBody: (statements: readonly Statement[]) => Exec,
): Exec {
  const iterable = compileExpression(node.iterable, place)
  const test = node.test && compileExpression(node.test, { ...place, isConditional: false })
  const body = compileBody(node.body)
  const otherwise = compileBody(node.otherwise)

  const itemsOf = (value: Value, frame: Frame): Value[] => {
    const items = listOf(value, frame.runtime)
    if (!test) return items
    return items.filter((item) => {
      const inner = frame.inner()
      assignTarget(node.target, item, inner)
      return isTruthy(test(inner))
    })
  }

  const run = (value: Value, depth: number, frame: Frame, output: Output): void => {
    const items = itemsOf(value, frame)
    const recurse = (below: Value, level: number): Value => {
      const inner = new Output()
      run(below, level, frame, inner)
      return frame.runtime.isEscaping ? new Markup(inner.text) : inner.text
    }
    const loop = new Loop(items, depth, node.isRecursive ? recurse : undefined)
    items.forEach((item, index) => {
      frame.runtime.budget.step()
      loop.moveTo(index)
      const inner = frame.inner()
      inner.set('loop', loop)
      assignTarget(node.target, item, inner)
      body(inner, output)
    })
    if (items.length === 0) otherwise(frame.inner(), output)
  }

  return (frame, output) => run(iterable(frame), 0, frame, output)
}
