import type { Confidence, Fact, InputFact, Variable } from '../facts'
import type { Candidate } from './candidate'
import { at, evidenceOf, rawAt } from './document'
import type { Operation, Parameter } from './operations'
import { findParent, type ListIndex } from './parents'
import { isVariable, segmentsOf, snake, titleOf, variablesOf } from './words'

/** Longest chain of parents. */
const depthMax = 4
/** Longer choices are left to whoever uses the connector. */
const choicesMax = 25

/** Finds for every variable of every operation where its value comes from. */
export class VariableSource {
  readonly #lists: ListIndex
  readonly #found = new Map<Operation, readonly Fact<Variable>[]>()
  readonly #open = new Set<Operation>()

  constructor(lists: ListIndex) {
    this.#lists = lists
  }

  /** The variables of an operation, those of the path first. */
  of(candidate: Candidate): readonly Fact<Variable>[] {
    const { operation } = candidate
    const known = this.#found.get(operation)
    if (known) return known
    this.#open.add(operation)
    const variables = [...this.#pathVariables(candidate), ...this.#required(candidate)]
    this.#open.delete(operation)
    this.#found.set(operation, variables)
    return variables
  }

  #pathVariables(candidate: Candidate): Fact<Variable>[] {
    const { operation } = candidate
    const names = variablesOf(operation.path)
    const last = names.at(-1)
    const found = new Map<string, Fact<Variable>>()
    // From the right: the parent of the last variable often brings the ones before it.
    for (const name of [...names].reverse()) {
      if (found.has(name)) continue
      const parameter = operation.parameters.find(
        (each) => each.in === 'path' && each.name === name,
      )
      const own = this.#fromParent(candidate, name) ?? chosen('path', name, parameter, operation)
      found.set(name, own)
      if (own.value.source.kind !== 'parent' || name !== last) continue
      for (const inherited of this.#inherited(own, names))
        found.set(inherited.value.name, inherited)
    }
    return names
      .filter((name, index) => names.indexOf(name) === index)
      .flatMap((name) => found.get(name) ?? [])
  }

  #fromParent(candidate: Candidate, name: string): Fact<Variable> | undefined {
    if (this.#open.size > depthMax || isBesideVariable(candidate.operation.path, name))
      return undefined
    const parent = findParent(this.#lists, candidate.operation, name, this.#open)
    if (!parent) return undefined
    return {
      value: {
        in: 'path',
        name,
        source: { kind: 'parent', stream: parent.candidate.name, key: parent.key },
      },
      confidence: parent.confidence,
      evidence: [evidenceOf(parent.candidate.operation.located, parent.candidate.operation.path)],
    }
  }

  /** Variables that the parent has too: they have its values. */
  #inherited(own: Fact<Variable>, names: readonly string[]): Fact<Variable>[] {
    const { source } = own.value
    const parent = source.kind === 'parent' ? this.#lists.byName.get(source.stream) : undefined
    if (!parent) return []
    return this.of(parent).flatMap((variable) => {
      const { name, source: from } = variable.value
      if (!names.includes(name) || name === own.value.name || variable.value.in !== 'path')
        return []
      if (from.kind === 'input' || from.kind === 'fixed') return [variable]
      const depth = from.kind === 'grandparent' ? from.depth + 1 : 1
      return [
        {
          ...variable,
          value: {
            in: 'path' as const,
            name,
            source: { kind: 'grandparent' as const, name, depth },
          },
        },
      ]
    })
  }

  /** What the operation demands besides its path: query, header and body values. */
  #required(candidate: Candidate): Fact<Variable>[] {
    const { operation, paging, secrets, cursor } = candidate
    const { value } = paging.pagination
    const token = 'token' in value ? value.token.name : undefined
    const taken = new Set([
      ...paging.names,
      ...secrets,
      token,
      cursor.value?.start?.name,
      cursor.value?.end?.name,
    ])
    return operation.parameters.flatMap((parameter) => {
      if (taken.has(parameter.name)) return []
      if (parameter.in === 'header') return headerValue(parameter, operation)
      if (!parameter.isRequired) return []
      if (parameter.in === 'query') {
        return (
          this.#queryParent(candidate, parameter) ?? [
            chosen('query', parameter.name, parameter, operation),
          ]
        )
      }
      if (parameter.in === 'body' && isScalar(parameter)) {
        return [chosen('body', parameter.name, parameter, operation)]
      }
      return []
    })
  }

  #queryParent(candidate: Candidate, parameter: Parameter): Fact<Variable>[] | undefined {
    if (
      !/id$/i.test(parameter.name) ||
      parameter.schema.type === 'array' ||
      this.#open.size > depthMax
    )
      return undefined
    const parent = findParent(this.#lists, candidate.operation, parameter.name, this.#open)
    if (!parent) return undefined
    const source = { kind: 'parent' as const, stream: parent.candidate.name, key: parent.key }
    const evidence = [evidenceOf(parameter.located)]
    return [{ value: { in: 'query', name: parameter.name, source }, confidence: 'guess', evidence }]
  }
}

/** `/repos/{owner}/{repo}`: two variables side by side name one thing, which a person has to choose. */
function isBesideVariable(path: string, name: string): boolean {
  const segments = segmentsOf(path)
  const index = segments.findIndex((each) => each.includes(`{${name}}`))
  return isVariable(segments[index - 1] ?? '') || isVariable(segments[index + 1] ?? '')
}

/** A header that is demanded, or that names the version of the API. */
function headerValue(parameter: Parameter, operation: Operation): Fact<Variable>[] {
  const isVersion = /version/i.test(parameter.name)
  if (/^(accept|content-type|user-agent|host|accept-.*|if-.*|cookie)$/i.test(parameter.name))
    return []
  if (!parameter.isRequired && !isVersion) return []
  const variable = chosen('header', parameter.name, parameter, operation)
  const [only, other] = choicesOf(parameter)
  const { source } = variable.value
  const example = source.kind === 'input' ? source.input.example : undefined
  const value = only !== undefined && other === undefined ? only : isVersion ? example : undefined
  if (value !== undefined) {
    return [{ ...variable, value: { ...variable.value, source: { kind: 'fixed', value } } }]
  }
  return parameter.isRequired || source.kind === 'fixed' ? [variable] : []
}

function isScalar({ schema }: Parameter): boolean {
  return schema.type !== 'object' && schema.type !== 'array' && schema.type !== 'unknown'
}

/** A value that no other list gives: one of the declared choices, or an input. */
function chosen(
  place: Variable['in'],
  name: string,
  parameter: Parameter | undefined,
  operation: Operation,
): Fact<Variable> {
  const evidence = [evidenceOf(parameter?.located ?? operation.located, parameter?.description)]
  const fact = (source: Variable['source'], confidence: Confidence): Fact<Variable> => ({
    value: { in: place, name, source },
    confidence,
    evidence,
  })
  const choices = choicesOf(parameter)
  const fallback = rawAt(parameter?.schema.located, 'default')
  if (place !== 'path' && isPlain(fallback))
    return fact({ kind: 'fixed', value: fallback }, 'likely')
  const [first] = choices
  if (place === 'path' && first !== undefined && choices.length <= choicesMax) {
    return choices.length === 1
      ? fact({ kind: 'fixed', value: first }, 'certain')
      : fact({ kind: 'list', values: choices }, 'likely')
  }
  return fact({ kind: 'input', input: inputOf(name, parameter, choices) }, 'likely')
}

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value) && value !== ''
}

function choicesOf(parameter: Parameter | undefined): string[] {
  const located = parameter?.schema.located
  const list = rawAt(located, 'enum') ?? rawAt(at(located, 'items'), 'enum')
  return Array.isArray(list) ? list.filter(isPlain).map(String) : []
}

function inputOf(
  name: string,
  parameter: Parameter | undefined,
  choices: readonly string[],
): InputFact {
  const { schema } = parameter ?? {}
  const example = rawAt(parameter?.located, 'example') ?? rawAt(schema?.located, 'example')
  const format = rawAt(schema?.located, 'format')
  const type = schema?.type
  const isNumber = type === 'integer' || type === 'number'
  return {
    name: snake(name) || 'value',
    title: titleOf(name),
    description: parameter?.description.slice(0, 300) || undefined,
    type: isNumber || type === 'boolean' ? type : 'string',
    ...(choices.length > 0 && !isNumber ? { options: choices } : {}),
    ...(format === 'date' || format === 'date-time' ? { format } : {}),
    ...(typeof example === 'string' && example !== '' && example.length < 80 ? { example } : {}),
  }
}
