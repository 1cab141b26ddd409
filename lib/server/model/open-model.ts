import 'server-only'
import type { Model } from '../../assistant/model'
import { type Fetch, fetchThrough } from '../../assistant/openai/transport-fetch'
import { createOpenAiModel } from '../../assistant/openai-model'
import { createGuardedTransport } from '../egress/guarded-transport'
import { Redactor } from '../secrets/redact'
import { modelPolicy } from './model-egress'
import type { ModelEndpoint } from './model-endpoint'

/** Local models think long before their first word; answers are small. */
const limits = { readMs: 120_000, totalMs: 300_000, bodyBytes: 16_000_000 }

/** A model with the connections to it, which `close` ends at once. */
export interface OpenModel {
  readonly model: Model
  /** The same guarded way, for what is no question. */
  readonly fetch: Fetch
  close(): Promise<void>
}

interface OpenOptions {
  readonly deadlineMs?: number | undefined
  /** Values that must not be sent; they are masked in what is sent, should any be left in it. */
  readonly secrets?: readonly string[] | undefined
}

/** Opens the way to a model: guarded, without redirects, to private addresses by permission only. */
export function openModel(endpoint: ModelEndpoint, options: OpenOptions = {}): OpenModel {
  const { deadlineMs, secrets = [] } = options
  const { baseUrl, model, key = '', permitted } = endpoint
  const { loopbackAndPrivate, ownPorts } = modelPolicy(permitted)
  const transport = createGuardedTransport({
    allow: { loopbackAndPrivate },
    forbiddenPorts: ownPorts,
    limits,
  })
  const redactor = new Redactor([key, ...secrets].map((value) => ({ name: 'value', value })))
  const fetch = fetchThrough((request, settings) => {
    const { body } = request
    const masked = typeof body === 'string' ? { body: redactor.text(body) } : {}
    return transport({ ...request, ...masked }, settings)
  })
  return {
    model: createOpenAiModel({ baseUrl, apiKey: key, model, fetch, deadlineMs }),
    fetch,
    close: () => transport.close(),
  }
}
