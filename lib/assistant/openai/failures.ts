import type { ModelBlame, ModelFailure, ModelFailureCode } from '../model'

interface Words {
  readonly text: string
  readonly remedy: string
  readonly blame: ModelBlame
  readonly isPassing?: boolean
}

const words: Readonly<Record<ModelFailureCode, Words>> = {
  declined: {
    text: 'The model declined to answer.',
    remedy: 'Another model may answer; what the rules found is kept.',
    blame: 'service',
    isPassing: true,
  },
  truncated: {
    text: 'The answer of the model ended before it was whole.',
    remedy: 'Ask about fewer streams at once, or use a model that may answer at more length.',
    blame: 'question',
    isPassing: true,
  },
  empty: {
    text: 'The endpoint answered without an answer of the model.',
    remedy: 'Try again; if it stays so, the endpoint does not serve this model well.',
    blame: 'service',
    isPassing: true,
  },
  'not-json': {
    text: 'The model did not answer in JSON, when asked again neither.',
    remedy: 'Use a model that follows a given form.',
    blame: 'service',
    isPassing: true,
  },
  'wrong-shape': {
    text: 'The model did not answer in the given form, when asked again neither.',
    remedy: 'Use a model that follows a given form.',
    blame: 'service',
    isPassing: true,
  },
  'not-compatible': {
    text: 'What answers at this address is not an OpenAI-compatible endpoint.',
    remedy: 'Check the base URL in the settings of the model; it often ends in /v1.',
    blame: 'settings',
  },
  unauthorised: {
    text: 'The endpoint does not accept the key.',
    remedy: 'Give a valid key in the settings of the model.',
    blame: 'settings',
  },
  'unknown-model': {
    text: 'The endpoint does not know this model.',
    remedy: 'Check the name of the model in its settings.',
    blame: 'settings',
  },
  'too-long': {
    text: 'The question is longer than the model can read.',
    remedy: 'Use a model that reads more at once; what the rules found is kept.',
    blame: 'question',
    isPassing: true,
  },
  'rate-limited': {
    text: 'The endpoint permits no further calls for now.',
    remedy: 'Try again later.',
    blame: 'service',
  },
  rejected: {
    text: 'The endpoint refused the question.',
    remedy: 'Check that the model can answer chats; another model or endpoint may work.',
    blame: 'service',
  },
  unavailable: {
    text: 'The endpoint has a problem of its own.',
    remedy: 'Try again later.',
    blame: 'service',
    isPassing: true,
  },
  unreachable: {
    text: 'The endpoint cannot be reached.',
    remedy: 'Check the base URL in the settings of the model, and the network.',
    blame: 'settings',
  },
  'not-permitted': {
    text: 'The endpoint is on this machine or in a private network, and nobody permitted to call it.',
    remedy: 'Permit the address in the settings of the model.',
    blame: 'person',
  },
  timeout: {
    text: 'The model did not answer in time.',
    remedy: 'Try again, or use a faster model.',
    blame: 'service',
  },
  cancelled: {
    text: 'Asking the model was cancelled.',
    remedy: 'What the rules found is kept.',
    blame: 'person',
  },
}

/** A failure in plain words; `detail` is added to what happened and has to be clean already. */
export function modelFailure(code: ModelFailureCode, detail = '', remedy?: string): ModelFailure {
  const { text, blame, isPassing = false, ...rest } = words[code]
  return {
    code,
    text: detail === '' ? text : `${text} ${detail}`,
    remedy: remedy ?? rest.remedy,
    blame,
    isPassing,
  }
}

const detailCharactersMax = 200

/**
 * A server's own words, fit to be shown: without the key, without anything that looks like one, without
 * queries of URLs and control characters, at most 200 characters.
 */
export function cleaned(text: string, key: string): string {
  const plain = text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g, ' ')
    .replaceAll(/<[^<>]{1,500}>/g, ' ')
  const withoutKey = key.length >= 4 ? plain.replaceAll(key, '…') : plain
  return withoutKey
    .replaceAll(/\b(sk|pk|key|api)[-_][\w*.-]{4,}/gi, '…')
    .replaceAll(/\b(bearer|basic)\s+[\w+/=.~-]{6,}/gi, '$1 …')
    .replaceAll(/\?[^\s"')]+/g, '')
    .replaceAll(/\b(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{20,}\b/gi, '…')
    .replaceAll(/[\w-]*\*{3,}[\w-]*/g, '…')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, detailCharactersMax)
}
