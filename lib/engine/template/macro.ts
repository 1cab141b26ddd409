import { PythonTypeError } from '../values/python-error'
import { Markup, Tuple, Undefined, type Value } from '../values/value'
import { makeDict } from './dicts'
import { type Frame, Output } from './frame'
import { type CallArguments, Callable, type Runtime } from './runtime'

/** A macro as it is written. */
export interface MacroShape {
  readonly name: string
  readonly parameters: readonly {
    readonly name: string
    readonly fallback: ((frame: Frame) => Value) | undefined
  }[]
  /** Which of `caller`, `kwargs` and `varargs` its body reads. */
  readonly reads: ReadonlySet<string>
  readonly body: (frame: Frame, output: Output) => void
}

/** A macro, which sees the variables of the place it is written at. */
export class MacroValue extends Callable {
  readonly typeName = 'Macro'
  readonly #shape: MacroShape
  readonly #frame: Frame
  readonly attributes: ReadonlyMap<string, Value>

  constructor(shape: MacroShape, frame: Frame) {
    super()
    this.#shape = shape
    this.#frame = frame
    this.attributes = new Map<string, Value>([
      ['name', shape.name],
      ['arguments', new Tuple(shape.parameters.map((each) => each.name))],
      ['catch_kwargs', shape.reads.has('kwargs')],
      ['catch_varargs', shape.reads.has('varargs')],
      ['caller', shape.reads.has('caller')],
    ])
  }

  get text(): string {
    const { name } = this.#shape
    return name === '' ? '<Macro anonymous>' : `<Macro '${name}'>`
  }

  call(args: CallArguments, runtime: Runtime): Value {
    return runtime.budget.call(() => {
      const frame = this.#frame.inner()
      this.#bind(args, frame)
      const output = new Output()
      this.#shape.body(frame, output)
      return runtime.isEscaping ? new Markup(output.text) : output.text
    })
  }

  #bind({ positional, named }: CallArguments, frame: Frame): void {
    const { name, parameters, reads } = this.#shape
    const rest = new Map(named)
    parameters.forEach((parameter, index) => {
      const byName = rest.get(parameter.name)
      const given = index < positional.length ? positional[index] : byName
      if (index >= positional.length) rest.delete(parameter.name)
      frame.set(parameter.name, given ?? (given === null ? null : missing(parameter.name)))
      if (given === undefined && parameter.fallback) {
        frame.set(parameter.name, parameter.fallback(frame))
      }
    })
    if (reads.has('caller')) {
      frame.set('caller', rest.get('caller') ?? new Undefined('The caller of the macro'))
      rest.delete('caller')
    }
    if (reads.has('kwargs')) frame.set('kwargs', makeDict([...rest]))
    else if (rest.size > 0) {
      throw new PythonTypeError(`The macro ${name} has no argument ${[...rest.keys()][0]}`)
    }
    const extra = positional.slice(parameters.length)
    if (reads.has('varargs')) frame.set('varargs', new Tuple(extra))
    else if (extra.length > 0) {
      throw new PythonTypeError(`The macro ${name} takes ${parameters.length} arguments`)
    }
  }
}

function missing(name: string): Undefined {
  return new Undefined(`The argument ${name} of the macro`)
}
