import type { Expression, Macro, Parameter, Statement, Target } from './nodes'
import { namesIn } from './subexpressions'

/**
 * Names that a template takes from outside: read, and not set before by the template itself.
 *
 * The rule is Jinja's and looks at the text only. A name that is set in some branches of an `if`
 * and not in all of them counts as taken from outside; an `if` without `elif` has one empty branch.
 */
export function freeNames(statements: readonly Statement[]): Set<string> {
  const free = new Set<string>()
  const root = new Scope(undefined, free)
  root.declare('self')
  root.analyze(statements)
  return free
}

/** Names of one scope of the template while it is read from top to bottom. */
class Scope {
  readonly #parent: Scope | undefined
  readonly #free: Set<string>
  #known = new Set<string>()
  #stored = new Set<string>()
  /** Names that are read from outside, unless something says otherwise later. */
  #resolved = new Set<string>()
  /** Scopes inside, which see all names of this one and are read after it. */
  #inner: (() => void)[] = []
  /** The scope that scopes inside belong to; another one only for a branch. */
  #owner: Scope = this

  constructor(parent: Scope | undefined, free: Set<string>) {
    this.#parent = parent
    this.#free = free
  }

  analyze(statements: readonly Statement[]): void {
    for (const statement of statements) this.#statement(statement)
    for (const name of this.#resolved) this.#free.add(name)
    for (const run of this.#inner) run()
  }

  declare(name: string): void {
    this.#known.add(name)
    this.#stored.add(name)
    this.#resolved.delete(name)
  }

  /** Whether this scope or one around it has the name. */
  knows(name: string): boolean {
    return this.#known.has(name) || (this.#parent?.knows(name) ?? false)
  }

  read(expression: Expression | undefined): void {
    if (!expression) return
    for (const name of namesIn(expression)) this.#load(name)
  }

  #load(name: string): void {
    if (this.knows(name)) return
    this.#known.add(name)
    this.#resolved.add(name)
  }

  #store(target: Target): void {
    if (target.kind === 'tuple') for (const item of target.items) this.#store(item)
    else if (target.kind === 'namespace') this.#load(target.name)
    else {
      this.#known.add(target.name)
      this.#stored.add(target.name)
    }
  }

  #declareTarget(target: Target): void {
    if (target.kind === 'tuple') for (const item of target.items) this.#declareTarget(item)
    else this.declare(target.name)
  }

  #nest(prepare: (scope: Scope) => void, body: readonly Statement[], isDetached = false): void {
    const owner = this.#owner
    this.#inner.push(() => {
      const scope = new Scope(isDetached ? undefined : owner, this.#free)
      prepare(scope)
      scope.analyze(body)
    })
  }

  #statement(node: Statement): void {
    switch (node.kind) {
      case 'output':
        for (const part of node.parts) if (typeof part !== 'string') this.read(part)
        return
      case 'set':
        this.read(node.value)
        this.#store(node.target)
        return
      case 'set-block':
        this.#store(node.target)
        this.read(node.filter)
        this.#nest(() => {}, node.body)
        return
      case 'if':
        this.#if(node)
        return
      case 'for':
        this.#for(node)
        return
      case 'macro':
        this.#store({ kind: 'name', name: node.name })
        this.#macro(node.parameters, node.body)
        return
      default:
        this.#block(node)
    }
  }

  #block(node: Exclude<Statement, Macro>): void {
    if (node.kind === 'call-block') {
      this.read(node.call)
      this.#macro(node.parameters, node.body)
    } else if (node.kind === 'filter-block') {
      this.read(node.filter)
      this.#nest(() => {}, node.body)
    } else if (node.kind === 'with') {
      for (const { value } of node.bindings) this.read(value)
      this.#nest((scope) => {
        for (const { target } of node.bindings) scope.#declareTarget(target)
      }, node.body)
    } else if (node.kind === 'autoescape') {
      this.#nest((scope) => scope.read(node.value), node.body)
    } else if (node.kind === 'block') {
      this.#nest(
        (scope) => {
          scope.declare('self')
          scope.declare('super')
        },
        node.body,
        true,
      )
    } else if (node.kind === 'loader') {
      this.read(node.source)
      for (const name of node.names) this.#store({ kind: 'name', name })
    }
  }

  #for(node: Extract<Statement, { kind: 'for' }>): void {
    this.read(node.iterable)
    if (node.test) {
      this.#nest((scope) => {
        scope.#declareTarget(node.target)
        scope.read(node.test)
      }, [])
    }
    this.#nest((scope) => {
      scope.declare('loop')
      scope.#declareTarget(node.target)
    }, node.body)
    this.#nest(() => {}, node.otherwise)
  }

  #macro(parameters: readonly Parameter[], body: readonly Statement[]): void {
    this.#nest((scope) => {
      for (const name of ['caller', 'kwargs', 'varargs']) scope.declare(name)
      for (const { name } of parameters) scope.declare(name)
      for (const parameter of parameters) scope.read(parameter.default)
    }, body)
  }

  #if(node: Extract<Statement, { kind: 'if' }>): void {
    this.read(node.test)
    const branches = [
      this.#branch((scope) => scope.#all(node.body)),
      this.#branch((scope) => {
        // Each elif counts as an if of its own, which has no other branches.
        for (const elif of node.elifs) {
          scope.#if({ kind: 'if', ...elif, elifs: [], otherwise: [] })
        }
      }),
      this.#branch((scope) => scope.#all(node.otherwise)),
    ]
    const stored = new Set(branches.flatMap((branch) => [...branch.#stored]))
    for (const name of this.#stored) stored.delete(name)
    for (const branch of branches) this.#merge(branch)
    for (const name of stored) {
      const isEverywhere = branches.every((branch) => branch.#stored.has(name))
      const isOuter = this.#parent?.knows(name) ?? false
      if (!isEverywhere && !isOuter) this.#resolved.add(name)
    }
  }

  #all(statements: readonly Statement[]): void {
    for (const statement of statements) this.#statement(statement)
  }

  /** A copy of this scope that has gone through one branch. */
  #branch(run: (scope: Scope) => void): Scope {
    const copy = new Scope(this.#parent, this.#free)
    copy.#known = new Set(this.#known)
    copy.#stored = new Set(this.#stored)
    copy.#resolved = new Set(this.#resolved)
    // Scopes inside the branch see what this one knows when all of it has been read.
    copy.#inner = this.#inner
    copy.#owner = this.#owner
    run(copy)
    return copy
  }

  #merge(branch: Scope): void {
    for (const name of branch.#known) this.#known.add(name)
    for (const name of branch.#stored) this.#stored.add(name)
    for (const name of branch.#resolved) this.#resolved.add(name)
  }
}
