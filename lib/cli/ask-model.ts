import type { ModelEvent, SourceDocument } from '../assistant/model-run'
import type { ApiFacts } from '../importers/facts'
import { UsageError } from './verb'

interface ModelOfEnvironment {
  readonly baseUrl: string
  readonly apiKey: string
  readonly model: string
}

/**
 * The model that the environment names.
 *
 * @throws UsageError when it names none
 */
export function modelOf(variables: NodeJS.ProcessEnv): ModelOfEnvironment {
  const { OPENAI_BASE_URL: baseUrl, OPENAI_API_KEY: apiKey = '', OPENAI_MODEL: model } = variables
  if (!model) throw new UsageError('suggest --model needs OPENAI_MODEL: the name of the model.')
  if (!baseUrl && apiKey === '') {
    throw new UsageError('suggest --model needs OPENAI_BASE_URL or OPENAI_API_KEY.')
  }
  return { baseUrl: baseUrl || 'https://api.openai.com/v1', apiKey, model }
}

export interface AskOptions {
  readonly allowPrivate: boolean
  /** Takes lines for a person. */
  readonly tell: (line: string) => void
}

/**
 * Facts with what a model found in the documents. Whatever fails, the facts of the rules come back and a
 * line says so. An interrupt ends the asking and keeps what was found.
 */
export async function askModel(
  facts: ApiFacts,
  documents: readonly SourceDocument[],
  { baseUrl, apiKey, model: name }: ModelOfEnvironment,
  { allowPrivate, tell }: AskOptions,
): Promise<ApiFacts> {
  const { createOpenAiModel } = await import('../assistant/openai-model')
  const { fetchThrough } = await import('../assistant/openai/transport-fetch')
  const { suggestWithModel } = await import('../assistant/suggest-with-model')
  const { createGuardedTransport } = await import('../server/egress/guarded-transport')
  const transport = createGuardedTransport({
    allow: { loopbackAndPrivate: allowPrivate ? 'all' : false },
    limits: { readMs: 180_000, bodyBytes: 16 * 1024 * 1024 },
  })
  const interruption = new AbortController()
  const interrupt = () => interruption.abort()
  process.once('SIGINT', interrupt)
  const model = createOpenAiModel({ baseUrl, apiKey, model: name, fetch: fetchThrough(transport) })
  const input = { facts, documents, secrets: [apiKey], model, signal: interruption.signal }
  let found = facts
  try {
    for await (const event of suggestWithModel(input)) {
      const line = lineOf(event)
      if (line !== '') tell(line)
      if (event.kind === 'done') found = event.facts
    }
    return found
  } finally {
    process.off('SIGINT', interrupt)
    await transport.close()
  }
}

function lineOf(event: ModelEvent): string {
  switch (event.kind) {
    case 'planned':
      return `${event.model}: ${event.plan.questions.length} questions`
    case 'answered':
      return `Question ${event.question}: ${event.used} facts used, ${event.refused} refused`
    case 'failed':
      return `Question ${event.question}: ${event.failure.text} ${event.failure.remedy}`
    case 'notice':
      return event.text
    default:
      return ''
  }
}
