import type { StreamFacts } from '../../importers/facts'
import type { ClaimKind } from '../claims'
import { operationOf } from '../claims/context'
import { openSources, type Sources } from '../claims/sources'
import type { ModelBudget, ModelInput, QuestionPlan } from '../model-run'
import { isCertainlyOnePage, openFacts } from './open-facts'
import { accessKinds, type Group, Planner } from './planner'
import { tellsOfPages } from './prose'
import { redactor } from './redact'

export const defaultBudget: ModelBudget = {
  promptTokens: 12_000,
  answerTokens: 8_000,
  questions: 24,
  concurrency: 2,
  totalMs: 180_000,
}

/**
 * Every question that would be asked about documents, exactly as it would be sent. Nothing is sent here.
 *
 * Only selected streams are asked about, those of which nobody knows whether they are lists too, and of
 * them only facts that are open. A prompt keeps to its budget: paragraphs are ranked and the rest is
 * named as left out, an operation is never cut in its parameters. Secrets are masked.
 */
export function promptsFor(
  input: ModelInput,
  sources: Sources = openSources(input.documents),
): QuestionPlan {
  const budget = { ...defaultBudget, ...input.budget }
  const planner = new Planner(sources, budget, redactor(input.secrets))
  const selected = input.facts.streams.filter(
    ({ isSelected, records }) => isSelected || records.confidence === 'unknown',
  )
  const asked = new Map(
    selected.map((stream) => [stream, openFacts(stream, operationOf(stream, sources))]),
  )
  planner.askAccess(selected, asked)
  for (const group of groupsOf(selected, asked)) planner.ask(group)
  if ([...sources.values()].some(tellsOfPages)) {
    const streams = selected.filter(
      (each) => isCertainlyOnePage(each) && operationOf(each, sources) !== undefined,
    )
    const asked = new Map(streams.map((stream) => [stream, ['pagination'] as const]))
    for (const group of groupsOf(streams, asked)) planner.askInPassing(group)
  }
  return planner.plan(selected.length)
}

function groupsOf(
  streams: readonly StreamFacts[],
  asked: ReadonlyMap<StreamFacts, readonly ClaimKind[]>,
): Group[] {
  const groups = new Map<string, { asked: ClaimKind[]; streams: StreamFacts[] }>()
  for (const stream of streams) {
    const kinds = (asked.get(stream) ?? []).filter((kind) => !accessKinds.includes(kind))
    if (kinds.length === 0) continue
    const key = `${stream.document} ${kinds.join()}`
    const group = groups.get(key) ?? { asked: kinds, streams: [] }
    group.streams.push(stream)
    groups.set(key, group)
  }
  return [...groups.values()]
}
