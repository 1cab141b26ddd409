import 'server-only'
import type { Claim } from '../../assistant/claims'
import { openSources } from '../../assistant/claims/sources'
import { mergeClaims } from '../../assistant/merge-claims'
import type { ModelEvent, ModelInput, SourceDocument } from '../../assistant/model-run'
import { promptsFor } from '../../assistant/prompts/plan'
import { suggestWithModel } from '../../assistant/suggest-with-model'
import type { ImportDocument } from '../../contracts/imports'
import type { ModelImportEvent, ModelPrompt } from '../../contracts/model-imports'
import { stringifyJson } from '../../engine/values/json'
import type { Json } from '../../engine/values/value'
import type { ApiFacts } from '../../importers/facts'
import type { Owner } from '../data/rows'
import { AppError } from '../errors'
import { modelEndpoint } from '../model/model-endpoint'
import { type OpenModel, openModel } from '../model/open-model'
import { modelFindings, promptView } from './model-findings'
import { type ReadDocuments, readDocuments } from './read-documents'
import { requireSize } from './require-size'

interface Asked extends Owner {
  readonly documents: readonly ImportDocument[]
  readonly signal: AbortSignal
}

/**
 * Lets the model of a workspace read documents, and gives what happens as lines. The last one is
 * `done`, whatever the model did. Nothing is sent before the first line was asked for.
 *
 * @throws AppError `model_missing`, `body_too_large`, or `invalid_request` when no document can be read
 */
export async function readWithModel({
  workspaceId,
  documents,
  signal,
}: Asked): Promise<AsyncGenerator<string>> {
  const endpoint = await modelEndpoint({ workspaceId })
  if (!endpoint) {
    throw new AppError('model_missing', 'No model is chosen. Choose one in the settings.')
  }
  const input = modelInput(documents)
  return linesOf(input, openModel(endpoint, { secrets: input.secrets }), signal)
}

/**
 * The questions that the model would be asked about documents, word by word.
 *
 * @throws AppError `body_too_large`, or `invalid_request` when no document can be read
 */
export function previewPrompts(documents: readonly ImportDocument[]): {
  prompts: ModelPrompt[]
  notes: string[]
} {
  const { questions, notes } = promptsFor(modelInput(documents))
  return { prompts: questions.map(promptView), notes: [...notes] }
}

/** What a model said about documents and holds there; everything else is left out. */
export function withClaims(
  facts: ApiFacts,
  documents: readonly SourceDocument[],
  { model, claims }: { readonly model: string; readonly claims: readonly Claim[] },
): ApiFacts {
  return mergeClaims({ facts, claims, sources: openSources(documents), foundBy: model }).facts
}

/** The documents under the names that evidence uses. */
export function namedDocuments(
  documents: readonly ImportDocument[],
  { recognised }: ReadDocuments,
): SourceDocument[] {
  return documents.map(({ text }, index) => ({ name: recognised[index]?.name ?? '', text }))
}

function modelInput(documents: readonly ImportDocument[]): ModelInput {
  requireSize(documents)
  const read = readDocuments(documents)
  if (!read.facts) {
    throw new AppError('invalid_request', read.recognised[0]?.text ?? 'No document could be read')
  }
  return {
    facts: read.facts,
    documents: namedDocuments(documents, read),
    secrets: read.secrets.map(({ value }) => value),
  }
}

async function* linesOf(
  input: ModelInput,
  { model, close }: OpenModel,
  signal: AbortSignal,
): AsyncGenerator<string> {
  try {
    for await (const event of suggestWithModel({ ...input, model, signal })) {
      yield stringifyJson(lineOf(event, input.facts) as Json)
    }
  } finally {
    await close()
  }
}

function lineOf(event: ModelEvent, byRules: ApiFacts): ModelImportEvent {
  switch (event.kind) {
    case 'planned': {
      const { kind, model, plan } = event
      // Each of its notes comes as a notice of its own.
      return { kind, model, prompts: plan.questions.map(promptView), notes: [] }
    }
    case 'failed': {
      const { kind, question, failure } = event
      return { kind, question, code: failure.code, message: `${failure.text} ${failure.remedy}` }
    }
    case 'facts':
      return { kind: 'found', ...modelFindings(byRules, event) }
    case 'done': {
      const { kind, outcome, refused } = event
      const count = new Set(refused.map(({ claim }) => claim)).size
      return { kind, outcome, refused: count, ...modelFindings(byRules, event) }
    }
    default:
      return event
  }
}
