import type { ProjectSummary } from '@/lib/contracts/projects'
import type { BobLevel } from '../ui/bob'
import { countOf } from '../ui/measures'

export type WordTone = 'ok' | 'warn' | 'bad' | 'plain'

/** What the last runs of a project say together. */
export interface ProjectWord {
  readonly tone: WordTone
  readonly text: string
}

type Stream = ProjectSummary['streams'][number]

/** The mark of a stream: what its last run proved. A failed run proved nothing. */
export function levelOf({ lastRun }: Stream): BobLevel {
  if (!lastRun || lastRun.outcome === 'failed') return 'none'
  return lastRun.proof?.level ?? 'none'
}

/** The one thing to know about a project, the worst first. */
export function projectWord({ streams, isReadable }: ProjectSummary): ProjectWord {
  if (!isReadable) return { tone: 'bad', text: 'The draft is not readable' }
  if (streams.length === 0) return { tone: 'plain', text: 'No streams yet' }
  const truncated = streams.filter((stream) => levelOf(stream) === 'truncated')
  if (truncated.length > 0) return { tone: 'bad', text: named(truncated, 'truncated') }
  const failed = streams.filter((stream) => stream.lastRun?.outcome === 'failed')
  if (failed.length > 0) return { tone: 'bad', text: named(failed, 'failed') }
  const run = streams.filter((stream) => stream.lastRun)
  if (run.length === 0) return { tone: 'plain', text: 'Never run' }
  return completeness(streams, run)
}

function completeness(streams: readonly Stream[], run: readonly Stream[]): ProjectWord {
  const unknown = run.filter((stream) => levelOf(stream) === 'unknown' && !isSample(stream))
  if (unknown.length > 0) {
    return { tone: 'warn', text: `Cannot tell for ${countOf(unknown.length, 'stream')}` }
  }
  if (run.length < streams.length) {
    return { tone: 'plain', text: `${run.length} of ${streams.length} streams run` }
  }
  const samples = run.filter(isSample).length
  if (samples > 0) {
    return {
      tone: 'plain',
      text: samples === run.length ? 'Samples only' : `${countOf(samples, 'sample')}`,
    }
  }
  const probable = run.filter((stream) => levelOf(stream) === 'probable').length
  const text = probable === 0 ? 'All proved complete' : `Complete, ${probable} not proved`
  return { tone: 'ok', text }
}

const isSample = (stream: Stream) => stream.lastRun?.proof?.isSample === true

/** `Orders is truncated`, `Orders and 2 more are truncated`; `Orders failed`. */
function named(streams: readonly Stream[], what: 'truncated' | 'failed'): string {
  const [first] = streams
  const others = streams.length - 1
  const who = others === 0 ? first?.name : `${first?.name} and ${others} more`
  if (what === 'failed') return `${who} failed`
  return `${who} ${others === 0 ? 'is' : 'are'} truncated`
}

export const needsALook = (project: ProjectSummary) =>
  ['bad', 'warn'].includes(projectWord(project).tone)

/** Records of the last runs; undefined when nothing was run. */
export function recordsOf({ streams }: ProjectSummary): number | undefined {
  const runs = streams.flatMap((stream) => stream.lastRun ?? [])
  return runs.length === 0 ? undefined : runs.reduce((sum, run) => sum + run.records, 0)
}

/** When a stream of the project was run last. */
export function ranAt({ streams }: ProjectSummary): string | undefined {
  return streams
    .flatMap((stream) => stream.lastRun?.endedAt ?? [])
    .reduce<string | undefined>(
      (last, at) => (last === undefined || at > last ? at : last),
      undefined,
    )
}

/** Two letters for the avatar: the initials of the first two words. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s_-]+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const [first = '', second] = words
  const letters = second ? `${first.charAt(0)}${second.charAt(0)}` : first.slice(0, 2)
  return letters.toUpperCase()
}
