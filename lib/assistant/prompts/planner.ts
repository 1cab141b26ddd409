import type { StreamFacts } from '../../importers/facts'
import { lastNoun } from '../../importers/openapi/words'
import type { ClaimKind } from '../claims'
import { operationOf } from '../claims/context'
import type { Source, Sources } from '../claims/sources'
import type { PromptPart } from '../model'
import type { ModelBudget, PlannedQuestion, QuestionPlan } from '../model-run'
import { claimInstructions, wantedText } from './instructions'
import { depthMax, operationSlice, type Slice, streamHead } from './operation-slice'
import { type Excerpt, excerptsOf, saysAnything } from './prose'
import { tokensOf } from './tokens'

/** Share of a prompt for paragraphs that speak about all streams. */
const proseShare = 0.45

const streamsOfQuestionMax = 60
const namesMax = 30
const textSliceTokens = 1_200
/** Questions that may only bring a contradiction to light. */
const passingMax = 2
const linesBefore = 3
const linesAfter = 60
/** In larger texts only the lines near a stream's address are looked at for it. */
const linesMax = 20_000

/** The same for most streams, so they are asked about at once. */
export const accessKinds: readonly ClaimKind[] = ['base-url', 'auth']

/** Streams about which the same is asked, in documents of the same name. */
export interface Group {
  readonly asked: readonly ClaimKind[]
  readonly streams: readonly StreamFacts[]
}

/** Packs questions into prompts that keep to a budget. */
export class Planner {
  readonly #sources: Sources
  readonly #budget: ModelBudget
  readonly #clean: (text: string) => string
  readonly #questions: PlannedQuestion[] = []
  readonly #notes: string[] = []
  readonly #small = new Map<string, readonly string[]>()
  #unasked = 0
  #limit: number

  constructor(sources: Sources, budget: ModelBudget, clean: (text: string) => string) {
    this.#sources = sources
    this.#budget = budget
    this.#clean = clean
    this.#limit = budget.questions
  }

  plan(streamCount: number): QuestionPlan {
    const notes = [...this.#notes]
    if (this.#unasked > 0) {
      notes.push(
        `The model is not asked about ${this.#unasked.toLocaleString('en')} of ${streamCount.toLocaleString('en')} streams: an import asks at most ${this.#budget.questions} questions.`,
      )
    }
    return { questions: this.#questions, notes }
  }

  /** How to sign in and where the API is: the same for most streams, so they are asked about at once. */
  askAccess(
    streams: readonly StreamFacts[],
    asked: ReadonlyMap<StreamFacts, readonly ClaimKind[]>,
  ): void {
    const open = streams.filter((each) =>
      asked.get(each)?.some((kind) => accessKinds.includes(kind)),
    )
    const kinds = accessKinds.filter((kind) => open.some((each) => asked.get(each)?.includes(kind)))
    const excerpts = this.#excerpts(kinds)
    if (open.length === 0 || excerpts.length === 0) return
    const listed = open.slice(0, namesMax).map((stream) => streamHead(stream, kinds))
    const rest = open.length - listed.length
    if (rest > 0) listed.push(`and ${rest} more`)
    const names = tokensOf(listed.join('\n'))
    const prose = this.#prose(excerpts, this.#room(kinds) - names)
    const title = kinds.length === 1 && kinds[0] === 'base-url' ? 'Base URL' : 'Signing in'
    this.#add(title, kinds, open, [{ title: 'Streams', text: listed.join('\n') }], prose)
  }

  ask(group: Group): void {
    const excerpts = this.#excerpts(group.asked)
    const prose = this.#prose(excerpts, this.#room(group.asked) * proseShare)
    const room = this.#room(group.asked) - tokensOf(prose.text)
    let open: StreamFacts[] = []
    let slices: Slice[] = []
    let used = 0
    const close = () => {
      if (open.length > 0) this.#addStreams(group.asked, open, slices, prose)
      open = []
      slices = []
      used = 0
    }
    for (const stream of group.streams) {
      if (this.#isFull()) {
        this.#unasked += 1
        continue
      }
      const slice = this.#slice(stream, group.asked, room, prose.text)
      if (!slice) continue
      const tokens = tokensOf(slice.text)
      if (used + tokens > room || open.length >= streamsOfQuestionMax) close()
      open.push(stream)
      slices.push(slice)
      used += tokens
    }
    close()
  }

  /** A group that is asked about so far as few questions reach; the rest is not missed. */
  askInPassing(group: Group): void {
    const unasked = this.#unasked
    this.#limit = Math.min(this.#budget.questions, this.#questions.length + passingMax)
    this.ask(group)
    this.#unasked = unasked
  }

  #isFull(): boolean {
    return this.#questions.length >= this.#limit
  }

  #room(asked: readonly ClaimKind[]): number {
    const own = tokensOf(claimInstructions) + tokensOf(wantedText(asked)) + 200
    return this.#budget.promptTokens - own
  }

  /** The best paragraphs of all documents. */
  #excerpts(asked: readonly ClaimKind[]): Excerpt[] {
    return [...this.#sources.values()]
      .flatMap((source) => excerptsOf(source, asked))
      .sort((one, other) => other.worth - one.worth)
  }

  #prose(excerpts: readonly Excerpt[], tokensMax: number): Slice {
    const kept: Excerpt[] = []
    const leftOut = new Set<string>()
    let used = 0
    for (const excerpt of excerpts) {
      const tokens = tokensOf(excerpt.text) + tokensOf(excerpt.part) + 10
      if (used + tokens <= tokensMax) {
        kept.push(excerpt)
        used += tokens
      } else leftOut.add(`${excerpt.document}: ${excerpt.part || 'a part without a heading'}`)
    }
    const parts = new Set(kept.map(({ part, document }) => `${document}: ${part}`))
    const text = kept
      .sort((one, other) => (one.document < other.document ? -1 : 1) || one.order - other.order)
      .map(({ document, part, text: words }) => `Document "${document}", part "${part}":\n${words}`)
      .join('\n\n')
    return { text, leftOut: [...leftOut].filter((each) => !parts.has(each)).slice(0, 50) }
  }

  /** A stream's own excerpt, as deep as fits; undefined when it says nothing or fits in no depth. */
  #slice(
    stream: StreamFacts,
    asked: readonly ClaimKind[],
    room: number,
    prose: string,
  ): Slice | undefined {
    const operation = operationOf(stream, this.#sources)
    if (!operation) return this.#textSlice(stream, asked, room, prose)
    for (let depth = depthMax; depth >= 0; depth -= 1) {
      const slice = operationSlice(stream, operation, asked, depth)
      if (!saysAnything(`${slice.text} ${prose}`, asked)) return undefined
      if (tokensOf(slice.text) <= room) return slice
    }
    this.#notes.push(
      `The model is not asked about ${stream.name}: its operation does not fit into a prompt.`,
    )
    return undefined
  }

  /** In a text the lines around the stream's address are its own, and those that name it. */
  #textSlice(
    stream: StreamFacts,
    asked: readonly ClaimKind[],
    room: number,
    told: string,
  ): Slice | undefined {
    const source = this.#sources.get(stream.document)
    if (source?.kind !== 'text') return undefined
    const number = Number(/^line (\d+)$/.exec(stream.evidence.pointer)?.[1] ?? 1)
    const isLarge = source.lines.length > linesMax
    const from = isLarge ? Math.max(0, number - 1 - linesBefore) : 0
    const lines = isLarge
      ? source.lines.slice(from, number + linesAfter)
      : this.#linesAbout(source, number, lastNoun(stream.path).toLowerCase())
    // What all streams are told needs no saying twice.
    const own = excerptsOf({ ...source, lines }, asked, from).filter(
      ({ text }) => !told.includes(text),
    )
    const prose = this.#prose(own, Math.min(room / 3, textSliceTokens))
    return { text: `${streamHead(stream, asked)}\n${prose.text}`.trimEnd(), leftOut: [] }
  }

  /** The lines near a place and those that hold a noun; the others empty. */
  #linesAbout(
    { name, lines }: Extract<Source, { kind: 'text' }>,
    number: number,
    noun: string,
  ): string[] {
    const small = this.#small.get(name) ?? lines.map((line) => line.toLowerCase())
    this.#small.set(name, small)
    return lines.map((line, index) => {
      const isNear = index + 1 >= number - linesBefore && index < number + linesAfter
      return isNear || (noun !== '' && small[index]?.includes(noun)) ? line : ''
    })
  }

  #addStreams(
    asked: readonly ClaimKind[],
    streams: readonly StreamFacts[],
    slices: readonly Slice[],
    prose: Slice,
  ): void {
    const [first] = streams
    const more = streams.length === 1 ? '' : ` and ${streams.length - 1} more`
    const document = first?.document ?? ''
    const text = slices.map((slice) => slice.text).join('\n\n')
    const part = { title: 'Streams', text: `Document "${document}":\n\n${text}` }
    const leftOut = [...prose.leftOut, ...slices.flatMap((slice) => slice.leftOut)]
    this.#add(`${first?.name ?? ''}${more}`, asked, streams, [part], { ...prose, leftOut })
  }

  #add(
    title: string,
    asked: readonly ClaimKind[],
    streams: readonly StreamFacts[],
    own: readonly PromptPart[],
    prose: Slice,
  ): void {
    if (this.#isFull()) {
      this.#unasked += streams.length
      return
    }
    const parts = [
      { title: 'Question', text: wantedText(asked) },
      ...(prose.text === ''
        ? []
        : [
            {
              title: 'What the documents tell',
              text: `Excerpts about all streams:\n\n${prose.text}`,
            },
          ]),
      ...own,
    ].map((part) => ({ title: part.title, text: this.#clean(part.text) }))
    this.#questions.push({
      number: this.#questions.length + 1,
      title: this.#clean(title),
      streams: streams.map(({ name }) => name),
      documents: [...this.#sources.keys()],
      system: claimInstructions,
      parts,
      tokens: parts.reduce((sum, { text }) => sum + tokensOf(text), tokensOf(claimInstructions)),
      leftOut: prose.leftOut.map(this.#clean),
    })
  }
}
