import type { ApiFacts } from '../../importers/facts'
import type { Sources } from '../claims/sources'
import { faultyClaims, seeded } from './faulty-claims'
import { errorReply, type ModelServer, type ServedReply, startModelServer } from './model-server'

/**
 * A model server that says false things about the streams it is asked about, and now and then fails as
 * endpoints do: broken JSON, fences, refusals, lost connections, rate limits.
 */
export function startFaultyServer(
  facts: ApiFacts,
  sources: Sources,
  seed: number,
): Promise<ModelServer> {
  const random = seeded(seed)
  const streams = new Map(facts.streams.map((stream) => [stream.name, stream]))
  return startModelServer({
    answer({ prompt }) {
      const names = [...prompt.matchAll(/^Stream "([^"]+)"/gm)].map((match) => match[1] ?? '')
      const claims = names.flatMap((name) => {
        const stream = streams.get(name)
        return stream ? faultyClaims(stream, facts.streams, sources, random) : []
      })
      return withFault(JSON.stringify({ claims: claims.slice(0, 200) }), random())
    },
  })
}

const faults: readonly ((text: string) => ServedReply)[] = [
  (text) => ({ text: text.slice(0, -20) }),
  (text) => ({ text: `\`\`\`json\n${text}\n\`\`\`` }),
  (text) => ({ text: text.replaceAll('"quote"', '"words"') }),
  (text) => ({ text: text.replaceAll('"kind":"key"', '"kind":"primary-key"') }),
  (text) => ({ text, dropAfter: 2 }),
  (text) => ({ text: text.slice(0, 300), finish: 'length' }),
  (text) => ({ text, isWhole: true }),
  () => ({ refusal: 'I would rather not.' }),
  () => ({ choices: 'none' }),
  () => errorReply(500, 'oops'),
  () => errorReply(429, 'Slow down', null, { 'retry-after-ms': '1' }),
]

/** Three of four answers arrive whole. */
function withFault(text: string, chance: number): ServedReply {
  const at = Math.floor(chance * faults.length * 4)
  return faults[at]?.(text) ?? { text }
}
