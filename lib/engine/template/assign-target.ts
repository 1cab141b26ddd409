import { PythonTypeError, PythonValueError } from '../values/python-error'
import type { Value } from '../values/value'
import type { Frame } from './frame'
import { Namespace } from './functions-object'
import type { Target } from './nodes'
import { iterate } from './operands'
import { TemplateRuntimeError } from './template-error'

/**
 * Gives a value to what a `set` or `for` names.
 *
 * @throws PythonValueError when there are more or fewer values than names
 * @throws TemplateRuntimeError when an attribute is set on something other than a namespace
 */
export function assignTarget(target: Target, value: Value, frame: Frame): void {
  if (target.kind === 'name') frame.set(target.name, value)
  else if (target.kind === 'tuple') assignItems(target.items, value, frame)
  else {
    const space = frame.get(target.name)
    if (!(space instanceof Namespace)) {
      throw new TemplateRuntimeError('Attributes can be set on namespaces only')
    }
    space.attributes.set(target.attribute, value)
  }
}

function assignItems(targets: readonly Target[], value: Value, frame: Frame): void {
  const values: Value[] = []
  for (const item of iterate(value)) {
    values.push(item)
    if (values.length > targets.length) {
      throw new PythonValueError(`too many values to unpack (expected ${targets.length})`)
    }
  }
  targets.forEach((target, index) => {
    const item = values[index]
    if (item === undefined) {
      throw new PythonValueError(`not enough values to unpack (expected ${targets.length})`)
    }
    assignTarget(target, item, frame)
  })
}

/** What Python raises where a tag needs other templates, of which there are none. */
export function noLoader(): never {
  throw new PythonTypeError('no loader for this environment specified')
}
