import { manifestOption } from '../connector-options'
import { withConnector } from '../session'
import { exitCodes, type Verb } from '../verb'

export const spec: Verb = {
  summary: 'Say what the configuration has to hold.',
  options: { manifest: manifestOption },
  run: (input) =>
    withConnector(input, async ({ output, protocol, connector }) => {
      output.add(protocol.spec(connector.spec()))
      return exitCodes.done
    }),
}
