import { configProblem } from '../config-problem'
import { allowPrivateOption, configOption, debugOption, manifestOption } from '../connector-options'
import { withConnector } from '../session'
import { exitCodes, type Verb } from '../verb'

export const check: Verb = {
  summary: 'Find out whether the configuration works.',
  options: {
    manifest: manifestOption,
    config: configOption,
    'allow-private': allowPrivateOption,
    debug: debugOption,
  },
  run: (input) =>
    withConnector(input, async ({ output, protocol, connector, config }) => {
      const { migrated } = connector.prepared
      if (migrated) output.add(protocol.control(migrated))
      const problem = configProblem(connector.spec(), config)
      if (problem !== undefined) {
        output.add(protocol.connectionStatus('FAILED', problem))
        return exitCodes.done
      }
      const { status, message } = await connector.check()
      const isGood = status === 'SUCCEEDED'
      output.add(
        isGood ? protocol.log('INFO', 'Check succeeded') : protocol.log('ERROR', 'Check failed'),
      )
      output.add(protocol.connectionStatus(status, message))
      return exitCodes.done
    }),
}
