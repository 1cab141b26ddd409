import type { Value } from '../values/value'
import type { SourceRange } from './template-error'

/** Arguments of a call, a filter or a test, in the order they are given. */
export interface Arguments {
  readonly positional: readonly Expression[]
  readonly named: readonly { readonly name: string; readonly value: Expression }[]
  /** What stands behind `*`. */
  readonly spread: Expression | undefined
  /** What stands behind `**`. */
  readonly spreadNamed: Expression | undefined
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**'
export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in'

export type ExpressionShape =
  | { readonly kind: 'const'; readonly value: Value }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'tuple'; readonly items: readonly Expression[] }
  | { readonly kind: 'dict'; readonly pairs: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: 'unary'; readonly operator: '-' | '+' | 'not'; readonly operand: Expression }
  | {
      readonly kind: 'binary'
      readonly operator: BinaryOperator
      readonly left: Expression
      readonly right: Expression
    }
  | {
      readonly kind: 'logic'
      readonly operator: 'and' | 'or'
      readonly left: Expression
      readonly right: Expression
    }
  | {
      readonly kind: 'compare'
      readonly first: Expression
      readonly rest: readonly { readonly operator: CompareOperator; readonly right: Expression }[]
    }
  | { readonly kind: 'concat'; readonly parts: readonly Expression[] }
  | {
      readonly kind: 'conditional'
      readonly test: Expression
      readonly value: Expression
      readonly otherwise: Expression | undefined
    }
  | { readonly kind: 'attribute'; readonly target: Expression; readonly name: string }
  | { readonly kind: 'item'; readonly target: Expression; readonly key: Expression }
  | {
      readonly kind: 'slice'
      readonly target: Expression
      readonly from: Expression | undefined
      readonly to: Expression | undefined
      readonly step: Expression | undefined
    }
  | { readonly kind: 'call'; readonly target: Expression; readonly arguments: Arguments }
  | {
      readonly kind: 'filter'
      /** Absent where the filter works on the text of a block. */
      readonly target: Expression | undefined
      readonly name: string
      readonly arguments: Arguments
    }
  | {
      readonly kind: 'test'
      readonly target: Expression
      readonly name: string
      readonly arguments: Arguments
    }

/** An expression with its place in the text. */
export type Expression = ExpressionShape & SourceRange

/** What a `for` or `set` gives values to. */
export type Target =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'tuple'; readonly items: readonly Target[] }
  | { readonly kind: 'namespace'; readonly name: string; readonly attribute: string }

export interface Parameter {
  readonly name: string
  readonly default: Expression | undefined
}

export interface CallBlock {
  readonly kind: 'call-block'
  readonly call: Extract<ExpressionShape, { kind: 'call' }> & SourceRange
  readonly parameters: readonly Parameter[]
  readonly body: readonly Statement[]
}

export interface Macro {
  readonly kind: 'macro'
  readonly name: string
  readonly parameters: readonly Parameter[]
  readonly body: readonly Statement[]
}

export interface ForLoop {
  readonly kind: 'for'
  readonly target: Target
  readonly iterable: Expression
  readonly test: Expression | undefined
  readonly isRecursive: boolean
  readonly body: readonly Statement[]
  readonly otherwise: readonly Statement[]
}

export type Statement =
  | { readonly kind: 'output'; readonly parts: readonly (string | Expression)[] }
  | ForLoop
  | {
      readonly kind: 'if'
      readonly test: Expression
      readonly body: readonly Statement[]
      readonly elifs: readonly { readonly test: Expression; readonly body: readonly Statement[] }[]
      readonly otherwise: readonly Statement[]
    }
  | { readonly kind: 'set'; readonly target: Target; readonly value: Expression }
  | {
      readonly kind: 'set-block'
      readonly target: Target
      readonly filter: Expression | undefined
      readonly body: readonly Statement[]
    }
  | Macro
  | CallBlock
  | {
      readonly kind: 'filter-block'
      readonly filter: Expression
      readonly body: readonly Statement[]
    }
  | {
      readonly kind: 'with'
      readonly bindings: readonly { readonly target: Target; readonly value: Expression }[]
      readonly body: readonly Statement[]
    }
  | {
      readonly kind: 'autoescape'
      readonly value: Expression
      readonly body: readonly Statement[]
    }
  | {
      readonly kind: 'block'
      readonly name: string
      readonly isScoped: boolean
      readonly isRequired: boolean
      readonly body: readonly Statement[]
    }
  | {
      /** A tag that needs other templates, of which there are none. */
      readonly kind: 'loader'
      readonly tag: string
      readonly source: Expression
      /** Names that an import would set. */
      readonly names: readonly string[]
    }
