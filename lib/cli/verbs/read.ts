import { setFlagsFromString } from 'node:v8'
import type { ConfiguredCatalog } from '../../engine/catalog'
import { requireFittingConfig } from '../config-problem'
import { allowPrivateOption, configOption, debugOption, manifestOption } from '../connector-options'
import { readJson, readJsonObject } from '../files'
import { type Session, withConnector } from '../session'
import { exitCodes, type Verb } from '../verb'
import { createYoungGenerationKeeper } from '../young-generation'

const LONG_READ_MS = 2000

export const read: Verb = {
  summary: 'Read the streams of a catalog, and say how far it got.',
  options: {
    manifest: manifestOption,
    config: configOption,
    catalog: {
      value: 'FILE',
      summary: 'The configured catalog, as JSON: which streams to read.',
      isRequired: true,
    },
    state: { value: 'FILE', summary: 'State messages of an earlier read, as JSON.' },
    'allow-private': allowPrivateOption,
    debug: debugOption,
  },
  run: (input) => {
    // A read that runs for long gives memory back sooner, at a few percent more work.
    setTimeout(() => setFlagsFromString('--heap-growing-percent=40'), LONG_READ_MS).unref()
    return withConnector(input, async (session) => {
      requireFittingConfig(session.connector.spec(), session.config)
      const { catalog, state } = input.options
      const configured = await readJsonObject(String(catalog))
      const states = state === undefined ? undefined : await readJson(String(state))
      return copyMessages(session, configured as unknown as ConfiguredCatalog, states)
    })
  },
}

async function copyMessages(
  { output, protocol, connector }: Session,
  catalog: ConfiguredCatalog,
  state: Awaited<ReturnType<typeof readJson>> | undefined,
): Promise<number> {
  const failures: string[] = []
  const keepYoungGeneration = createYoungGenerationKeeper()
  output.add(protocol.log('INFO', 'Starting syncing'))
  for await (const event of connector.read({ catalog, state })) {
    for (const line of protocol.messages(event)) {
      output.add(line)
      if (output.isFull) {
        keepYoungGeneration()
        await output.flush()
      }
    }
    if (event.kind === 'error' && event.stream !== undefined) {
      failures.push(`${event.stream}: ${event.message}`)
    }
  }
  if (failures.length === 0) {
    output.add(protocol.log('INFO', 'Finished syncing'))
    return exitCodes.done
  }
  output.add(
    protocol.failure({
      code: 'streams_failed',
      blame: 'api',
      message: `During the sync, the following streams did not sync successfully: ${failures.join('\n')}`,
      internalMessage: 'Concurrent read failure',
      failureType: 'config_error',
      path: [],
    }),
  )
  return exitCodes.failed
}
