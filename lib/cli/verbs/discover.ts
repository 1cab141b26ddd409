import { requireFittingConfig } from '../config-problem'
import { allowPrivateOption, configOption, debugOption, manifestOption } from '../connector-options'
import { withConnector } from '../session'
import { exitCodes, type Verb } from '../verb'

export const discover: Verb = {
  summary: 'List the streams and what fields they have.',
  options: {
    manifest: manifestOption,
    config: configOption,
    'allow-private': allowPrivateOption,
    debug: debugOption,
  },
  run: (input) =>
    withConnector(input, async ({ output, protocol, connector, config }) => {
      requireFittingConfig(connector.spec(), config)
      const { migrated } = connector.prepared
      if (migrated) output.add(protocol.control(migrated))
      output.add(protocol.catalog(await connector.discover()))
      return exitCodes.done
    }),
}
