import { type Claim, claimsAnswerSchema } from './claims'
import { openSources, type Sources } from './claims/sources'
import { eventQueue } from './event-queue'
import { mergeClaims } from './merge-claims'
import type { ModelAnswer, ModelFailure } from './model'
import type {
  MergedClaims,
  ModelBudget,
  ModelEvent,
  ModelOutcome,
  ModelRunOptions,
  PlannedQuestion,
} from './model-run'
import { defaultBudget, promptsFor } from './prompts/plan'

type Claims = { claims: Claim[] }

/** Of one claim, which a browser may send back. */
const streamsOfClaimMax = 200

/** Instructions with room for one small operation. */
const promptTokensMin = 1_500

const nothingToAsk =
  'There is nothing to ask the model: the rules left nothing open that these documents could answer.'

/** Questions that fail one after the other before the rest is left out. */
const failuresMax = 3

/**
 * Asks a model about what the rules left open, and yields what happens. Whatever fails, the facts of the
 * rules are kept and a notice says so. Ends with one `done`, after a cancel and after the deadline too.
 * Never throws for what a model does.
 */
export async function* suggestWithModel(options: ModelRunOptions): AsyncGenerator<ModelEvent> {
  const sources = openSources(options.documents)
  const plan = promptsFor(options, sources)
  yield { kind: 'planned', model: options.model.name, plan }
  for (const text of plan.notes) yield { kind: 'notice', text }
  if (plan.questions.length === 0) yield { kind: 'notice', text: nothingToAsk }
  const run = new Run(options, sources, plan.questions)
  yield* run.events()
}

class Run {
  readonly #options: ModelRunOptions
  readonly #sources: Sources
  readonly #budget: ModelBudget
  readonly #questions: readonly PlannedQuestion[]
  readonly #queue = eventQueue<ModelEvent>()
  readonly #signal: AbortSignal
  readonly #stop = new AbortController()
  /** By number of the question, so that the order of answers changes nothing. */
  readonly #claims = new Map<number, readonly Claim[]>()
  readonly #failures: ModelFailure[] = []

  constructor(options: ModelRunOptions, sources: Sources, questions: readonly PlannedQuestion[]) {
    this.#options = options
    this.#sources = sources
    this.#budget = { ...defaultBudget, ...options.budget }
    this.#questions = questions
    const late = AbortSignal.timeout(this.#budget.totalMs)
    this.#signal = AbortSignal.any([options.signal, late, this.#stop.signal])
  }

  async *events(): AsyncGenerator<ModelEvent> {
    const working = this.#work()
    try {
      yield* this.#queue.items()
    } finally {
      // Whoever listens may have left.
      this.#stop.abort()
      await working
    }
    const merged = this.#merged()
    const outcome = this.#outcome()
    const notice = noticeOf(outcome, this.#failures, merged, this.#claims.size)
    if (notice !== '') yield { kind: 'notice', text: notice }
    yield { kind: 'done', outcome, ...merged }
  }

  async #work(): Promise<void> {
    const waiting = [...this.#questions]
    const worker = async () => {
      for (let next = waiting.shift(); next && !this.#isOver(); next = waiting.shift()) {
        await this.#ask(next)
      }
    }
    try {
      await Promise.all(Array.from({ length: this.#budget.concurrency }, worker))
    } finally {
      this.#queue.end()
    }
  }

  /** A failure that every further question would meet as well, or too many of any kind. */
  #isOver(): boolean {
    if (this.#signal.aborted) return true
    const isLasting = this.#failures.some(({ isPassing }) => !isPassing)
    return isLasting || (this.#failures.length >= failuresMax && this.#claims.size === 0)
  }

  async #ask(question: PlannedQuestion): Promise<void> {
    const { number } = question
    this.#queue.push({ kind: 'asked', question: number })
    const answer = await this.#answer(question)
    if (!answer.ok) {
      this.#failures.push(answer.failure)
      this.#queue.push({ kind: 'failed', question: number, failure: answer.failure })
      return
    }
    const claims = answer.value.claims.flatMap((claim) => expanded(claim, question))
    this.#claims.set(number, claims)
    const { used, refused } = this.#merge(claims)
    this.#queue.push({
      kind: 'answered',
      question: number,
      used: used.length,
      refused: new Set(refused.map(({ claim }) => claim)).size,
    })
    if (used.length > 0) this.#queue.push({ kind: 'facts', ...this.#merged() })
  }

  /** An answer; a question that was too long, or whose answer was, is asked in halves once. */
  async #answer(question: PlannedQuestion): Promise<ModelAnswer<Claims>> {
    const whole = await this.#askModel(question)
    if (whole.ok || !/^(too-long|truncated)$/.test(whole.failure.code)) return whole
    const halves = halvesOf(question, this.#options, this.#sources, this.#budget)
    const answers: ModelAnswer<Claims>[] = []
    for (const half of halves) answers.push(await this.#askModel(half))
    const claims = answers.flatMap((each) => (each.ok ? each.value.claims : []))
    if (!answers.some(({ ok }) => ok)) return answers[0] ?? whole
    const calls = answers.reduce((sum, each) => sum + each.calls, whole.calls)
    return { ok: true, value: { claims }, isPartial: !answers.every(({ ok }) => ok), calls }
  }

  #askModel({ number, system, parts }: PlannedQuestion): Promise<ModelAnswer<Claims>> {
    return this.#options.model.ask(
      {
        form: 'claims',
        system,
        parts,
        schema: claimsAnswerSchema,
        answerTokensMax: this.#budget.answerTokens,
      },
      {
        signal: this.#signal,
        onProgress: (characters) =>
          this.#queue.push({ kind: 'progress', question: number, characters }),
      },
    )
  }

  #merge(claims: readonly Claim[]): MergedClaims {
    const { facts, model } = this.#options
    return mergeClaims({ facts, claims, sources: this.#sources, foundBy: model.name })
  }

  #merged(): MergedClaims {
    const numbers = [...this.#claims.keys()].sort((one, other) => one - other)
    return this.#merge(numbers.flatMap((number) => this.#claims.get(number) ?? []))
  }

  #outcome(): ModelOutcome {
    if (this.#options.signal.aborted) return 'cancelled'
    if (this.#claims.size === this.#questions.length) return 'complete'
    return this.#claims.size === 0 ? 'offline' : 'partial'
  }
}

/** `*` means every stream of the question; others than those are not spoken about. */
function expanded(claim: Claim, question: PlannedQuestion): Claim[] {
  const own = new Set(question.streams)
  const names = claim.streams.includes('*')
    ? [...own]
    : [...new Set(claim.streams)].filter((name) => own.has(name))
  const claims: Claim[] = []
  for (let at = 0; at < names.length; at += streamsOfClaimMax) {
    claims.push({ ...claim, streams: names.slice(at, at + streamsOfClaimMax) })
  }
  return claims
}

/** The question about half of its streams each; about one stream with half of the text. */
function halvesOf(
  question: PlannedQuestion,
  options: ModelRunOptions,
  sources: Sources,
  budget: ModelBudget,
): PlannedQuestion[] {
  const { streams, number, tokens } = question
  const middle = Math.ceil(streams.length / 2)
  const parts = streams.length === 1 ? [streams] : [streams.slice(0, middle), streams.slice(middle)]
  return parts.flatMap((names) => {
    const own = new Set(names)
    const facts = {
      ...options.facts,
      streams: options.facts.streams.filter(({ name }) => own.has(name)),
    }
    const half = { promptTokens: Math.max(promptTokensMin, Math.ceil(tokens * 0.6)), questions: 1 }
    const { questions } = promptsFor({ ...options, facts, budget: { ...budget, ...half } }, sources)
    return questions.map((each) => ({ ...each, number }))
  })
}

function noticeOf(
  outcome: ModelOutcome,
  failures: readonly ModelFailure[],
  { used }: MergedClaims,
  answered: number,
): string {
  if (outcome === 'cancelled') return 'The model was not asked to the end. What was found is kept.'
  const [failure] = failures
  const told = failure ? `${failure.text} ${failure.remedy}` : 'The time for the model is over.'
  if (outcome === 'offline') return `${told} The findings are those of the rules.`
  if (outcome === 'partial') return `Not every question was answered. ${told}`
  if (used.length > 0 || answered === 0) return ''
  return 'The model found nothing that the documents say and the rules had missed.'
}
