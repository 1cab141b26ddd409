import { type Connector, createConnector } from '../../engine/connector'
import type { EngineContext } from '../../engine/context'
import type { JsonObject } from '../../engine/values/value'
import { loadManifest } from '../../manifest/load'
import { type ResolvedManifest, resolveManifest } from '../../manifest/refs'
import { isMapping } from '../../manifest/text/value'
import { manifestTools } from '../../manifest/tools'
import { type StreamInfo, streamInfo } from '../../testread/stream-info'

/** A manifest's text and a configuration, ready to run. */
export interface Connected {
  readonly connector: Connector
  /** The manifest after `$ref` and `$parameters` were resolved. */
  readonly manifest: JsonObject
  /** What the checks need to know of a stream; little for one that is made from a template. */
  readonly infoOf: (stream: string) => StreamInfo
}

/** Texts that stay resolved: a run again, or with other values, is the rule while somebody tries. */
const textsKept = 4

const resolvedTexts = new Map<string, ResolvedManifest>()

/** Nothing changes a resolved manifest, so runs can share it. Reading it takes 3 ms and more. */
function resolve(text: string): ResolvedManifest {
  const known = resolvedTexts.get(text)
  resolvedTexts.delete(text)
  const resolved = known ?? resolveManifest(loadManifest(text))
  resolvedTexts.set(text, resolved)
  const [oldest] = resolvedTexts.keys()
  if (resolvedTexts.size > textsKept && oldest !== undefined) resolvedTexts.delete(oldest)
  return resolved
}

/**
 * Makes a connector of a text.
 *
 * @throws ManifestError when the text cannot be read or its references lead nowhere
 * @throws EngineError when the specification or the configuration is wrong
 */
export function connect(text: string, config: JsonObject, context: EngineContext): Connected {
  const { resolved: manifest, originOf } = resolve(text)
  const connector = createConnector({
    manifest,
    config,
    context,
    originOf,
    tools: manifestTools,
  })
  const streams = Array.isArray(manifest.streams) ? manifest.streams.filter(isMapping) : []
  return {
    connector,
    manifest,
    infoOf: (name) => streamInfo(streams.findLast((each) => each.name === name) ?? { name }),
  }
}
