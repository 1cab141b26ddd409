import type { Connector } from '../engine/connector'
import type { ReadEvent } from '../engine/events'
import { describeFailure } from '../engine/failure'
import type { JsonObject } from '../engine/values/value'
import { readJsonObject, readText } from './files'
import { LineOutput } from './output'
import { Protocol } from './protocol'
import { createMask, type Mask } from './secrets'
import { exitCodes, type VerbInput } from './verb'

/** A command that runs a connector: what it writes to, and the connector. */
export interface Session {
  readonly output: LineOutput
  readonly protocol: Protocol
  readonly connector: Connector
  readonly config: JsonObject
}

/**
 * Loads the manifest and the configuration, runs the command and writes what comes of it.
 *
 * Whatever goes wrong becomes a trace message and exit code 1. An interrupt ends what is under way.
 */
export async function withConnector(
  { options }: VerbInput,
  work: (session: Session) => Promise<number>,
): Promise<number> {
  const output = new LineOutput(process.stdout)
  let mask: Mask = (text) => text
  const protocol = new Protocol({
    mask: (text) => mask(text),
    nowMs: () => Date.now(),
    isDebugging: options.debug === true || process.env.LOG_LEVEL?.toLowerCase() === 'debug',
  })
  const interruption = new AbortController()
  const interrupt = () => interruption.abort(new DOMException('Interrupted', 'AbortError'))
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  const report = (event: ReadEvent) => {
    for (const line of protocol.messages(event)) output.add(line)
  }

  const { createNodeContext } = await import('./node-context')
  const context = createNodeContext({
    allowPrivate: options['allow-private'] === true,
    signal: interruption.signal,
    report,
  })
  try {
    const { loadManifest } = await import('./load-manifest')
    const manifest = await loadManifest(await readText(String(options.manifest)))
    const config = options.config === undefined ? {} : await readJsonObject(String(options.config))
    mask = createMask(specificationOf(manifest.resolved), config)
    const { createConnector } = await import('../engine/connector')
    const connector = createConnector({
      manifest: manifest.resolved,
      config,
      context,
      originOf: manifest.originOf,
      tools: manifest.tools,
    })
    return await work({ output, protocol, connector, config: connector.prepared.config })
  } catch (error) {
    if (interruption.signal.aborted) return exitCodes.failed
    const failure = describeFailure(error)
    output.add(protocol.log('FATAL', failure.message))
    output.add(protocol.failure(failure))
    return exitCodes.failed
  } finally {
    await output.flush()
    await context.close()
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

function specificationOf(manifest: JsonObject): JsonObject {
  const spec = manifest.spec as JsonObject | undefined
  return (spec?.connection_specification as JsonObject | undefined) ?? {}
}
