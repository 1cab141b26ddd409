import { TemplateTooCostly } from './template-error'

/** What one template may use. */
export const limits = {
  /** Characters of source. */
  sourceLength: 65_536,
  /** Nesting of expressions and blocks. */
  depth: 64,
  /** Parts of the parsed tree. */
  nodes: 10_000,
  /** Visited parts, loop turns, and one for every 64 characters that are worked on. */
  steps: 200_000,
  /** Characters of any text that is made. */
  textLength: 1_048_576,
  /** Items of any list that is made. */
  items: 100_000,
  /** Bits of any whole number. */
  bits: 4096,
  /** Macros that call macros. */
  calls: 50,
} as const

/** Counts what one evaluation uses and ends it when that is too much. */
export class Budget {
  #steps = 0
  #calls = 0

  /** @throws TemplateTooCostly */
  step(count = 1): void {
    this.#steps += count
    if (this.#steps > limits.steps) {
      throw new TemplateTooCostly(`The template takes more than ${limits.steps} steps`)
    }
  }

  /** Counts work on text by its length. */
  work(length: number): void {
    this.step(1 + (length >> 6))
  }

  /** Runs the body of a macro, which may call macros. @throws TemplateTooCostly */
  call<T>(run: () => T): T {
    if (++this.#calls > limits.calls) {
      throw new TemplateTooCostly(`Macros call each other more than ${limits.calls} deep`)
    }
    try {
      return run()
    } finally {
      this.#calls--
    }
  }
}

/** Call before text of this length is made. @throws TemplateTooCostly */
export function checkLength(length: number): void {
  if (length > limits.textLength) {
    throw new TemplateTooCostly(
      `The template makes text of more than ${limits.textLength} characters`,
    )
  }
}

/** Call before a list of this many items is made. @throws TemplateTooCostly */
export function checkItems(count: number): void {
  if (count > limits.items) {
    throw new TemplateTooCostly(`The template makes a list of more than ${limits.items} items`)
  }
}

/** Call before a whole number of this many bits is made. @throws TemplateTooCostly */
export function checkBits(bits: number): void {
  if (bits > limits.bits) {
    throw new TemplateTooCostly(`The template makes a number of more than ${limits.bits} bits`)
  }
}
