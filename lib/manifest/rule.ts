import type { CheckContext } from './check-context'
import type { Problem } from './problem'

/** One thing that is looked for in a manifest. */
export interface Rule {
  readonly name: string
  readonly check: (context: CheckContext) => Iterable<Problem>
}
