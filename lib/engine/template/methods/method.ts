import type { Value } from '../../values/value'
import { bindArguments } from '../bind-arguments'
import type { CallArguments, ParameterSpec, Runtime } from '../runtime'

/** A method of one of the language's types. */
export interface Method<Self> {
  readonly parameters: readonly ParameterSpec[] | 'any'
  run(self: Self, args: readonly Value[], runtime: Runtime, call: CallArguments): Value
}

/** Methods and plain attributes of a type, by name. */
export interface Members<Self> {
  readonly methods: ReadonlyMap<string, Method<Self>>
  readonly attributes: ReadonlyMap<string, (self: Self) => Value>
}

type Run<Self> = Method<Self>['run']

/** A method with its parameters. */
export function method<Self>(parameters: readonly ParameterSpec[], run: Run<Self>): Method<Self> {
  return { parameters, run }
}

/** A method that takes whatever arguments it is given. */
export function openMethod<Self>(run: Run<Self>): Method<Self> {
  return { parameters: 'any', run }
}

/** The members of a type. */
export function members<Self>(
  methods: Readonly<Record<string, Method<Self>>>,
  attributes: Readonly<Record<string, (self: Self) => Value>> = {},
): Members<Self> {
  return {
    methods: new Map(Object.entries(methods)),
    attributes: new Map(Object.entries(attributes)),
  }
}

/** Calls a method. @throws PythonTypeError for wrong arguments */
export function runMethod<Self>(
  name: string,
  { parameters, run }: Method<Self>,
  self: Self,
  call: CallArguments,
  runtime: Runtime,
): Value {
  const args = parameters === 'any' ? call.positional : bindArguments(name, parameters, call)
  return run(self, args, runtime, call)
}
