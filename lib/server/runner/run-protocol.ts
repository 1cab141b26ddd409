import type { ProblemDocument } from '../../contracts/problem'
import type { ProofSummary } from '../../contracts/proof-summary'
import type { SliceChoice } from '../../engine/read-stream'
import type { JsonObject } from '../../engine/values/value'
import type { EndEvent, ObservedEvent, ReadLimits } from '../../testread/test-read'

/** All that a read needs, as plain data: it may cross the border of a process. */
export interface RunJob {
  readonly text: string
  /** The stream to read; absent: the connection is checked as the manifest says. */
  readonly stream?: string | undefined
  /** Ask for the streams that dynamic definitions make, and read none. */
  readonly listsGenerated?: boolean | undefined
  readonly config: JsonObject
  /** Secrets of the configuration by place; masked in everything the run says. */
  readonly secrets: Readonly<Record<string, string>>
  readonly limits: ReadLimits
  readonly slices?: SliceChoice | undefined
  readonly state?: JsonObject | undefined
  readonly proofCall: boolean
  readonly egress: RunEgress
}

/** Which addresses a run may call beside the public internet. */
export interface RunEgress {
  /** `host:port` of loopback and private targets. */
  readonly allowed: readonly string[]
  /** Ports on which the studio itself listens. */
  readonly ownPorts: readonly number[]
}

/** What a run says while it lasts. */
export type RunMessage =
  | { readonly kind: 'line'; readonly event: ObservedEvent['kind']; readonly text: string }
  /** The configuration has to be stored anew. Not masked, and for nobody but the store. */
  | { readonly kind: 'control'; readonly config: JsonObject }

/** What is left to say when a run is over. */
export interface RunSummary {
  readonly outcome: EndEvent['outcome']
  /** Absent when the run failed before there was anything to judge. */
  readonly proof?: ProofSummary | undefined
  readonly records: number
  readonly calls: number
  readonly bytes: number
}

/** A run that has begun. */
export interface RunHandle {
  /** Ends with the line of the `end` event. */
  readonly messages: AsyncGenerator<RunMessage>
  /** Ends the waits that the run is in; says how many there were. */
  skip(): Promise<number>
  /**
   * Ends the run where it stands, if it is not over, and gives what is left to say: lines that
   * nobody took, and the summary.
   */
  finish(): Promise<{ readonly rest: readonly RunMessage[]; readonly summary: RunSummary }>
}

/**
 * Starts a run. Resolves when its first event is there; what goes wrong before is thrown. Aborting
 * the signal ends the call under way at once, and the run says `cancelled`.
 *
 * @throws ManifestError, EngineError or RunRefused
 */
export type StartRun = (job: RunJob, signal: AbortSignal) => Promise<RunHandle>

/** Another process refused a run, and said why in a problem document. */
export class RunRefused extends Error {
  override readonly name = 'RunRefused'
  readonly problem: ProblemDocument

  constructor(problem: ProblemDocument) {
    super(problem.title)
    this.problem = problem
  }
}
