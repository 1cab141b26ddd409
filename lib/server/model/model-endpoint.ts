import 'server-only'
import type { StoredModel } from '../data/model-settings'
import * as modelSettings from '../data/model-settings'
import type { Owner } from '../data/rows'
import { env } from '../env'

/** What is asked when only a key is given. */
const openAiUrl = 'https://api.openai.com/v1'

/** A model, ready to be asked. Holds a secret: it never leaves the server. */
export interface ModelEndpoint {
  readonly baseUrl: string
  readonly model: string
  readonly key: string | undefined
  /** The loopback or private address that somebody permitted, `host:port`. */
  readonly permitted: string | undefined
}

/** The parts that are known, saved ones first. */
export interface ChosenModel {
  readonly source: 'none' | 'environment' | 'saved'
  readonly baseUrl: string | undefined
  readonly model: string | undefined
  readonly permitted: string | undefined
  /** Whether the environment's key may go to this endpoint. */
  readonly takesEnvironmentKey: boolean
}

/** What counts: the saved choice, else the environment variables. */
export function chosenModel(stored: StoredModel | null): ChosenModel {
  const variables = env().model
  const variableUrl = variables.baseUrl || (variables.key && openAiUrl) || undefined
  const permitted = stored?.permitted ?? undefined
  if (stored?.baseUrl) {
    return {
      source: 'saved',
      baseUrl: stored.baseUrl,
      model: stored.model ?? undefined,
      permitted,
      takesEnvironmentKey: variableUrl !== undefined && isSameOrigin(stored.baseUrl, variableUrl),
    }
  }
  return {
    source: variableUrl === undefined ? 'none' : 'environment',
    baseUrl: variableUrl,
    model: variables.name || undefined,
    permitted,
    takesEnvironmentKey: true,
  }
}

/** The model of a workspace; undefined until an endpoint and a name are known. */
export async function modelEndpoint(owner: Owner): Promise<ModelEndpoint | undefined> {
  const { baseUrl, model, permitted, source, takesEnvironmentKey } = chosenModel(
    await modelSettings.find(owner),
  )
  if (baseUrl === undefined || model === undefined) return undefined
  const saved = source === 'saved' ? await modelSettings.keyOf(owner) : undefined
  const key = saved ?? (takesEnvironmentKey ? env().model.key || undefined : undefined)
  return { baseUrl, model, key, permitted }
}

/** Whether a key that is meant for one address may go to the other. */
export function isSameOrigin(one: string, other: string): boolean {
  return URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin
}
