import { manifestOption } from '../connector-options'
import { readText } from '../files'
import { exitCodes, type Verb } from '../verb'

export const resolve: Verb = {
  summary: 'Print the manifest with its references and parameters resolved, as JSON.',
  options: { manifest: manifestOption },
  async run({ options }) {
    const { describeFailure } = await import('../../engine/failure')
    const { loadManifest } = await import('../load-manifest')
    const { stringifyJson } = await import('../../engine/values/json')
    try {
      const { resolved } = await loadManifest(await readText(String(options.manifest)))
      process.stdout.write(`${stringifyJson(resolved)}\n`)
      return exitCodes.done
    } catch (error) {
      process.stderr.write(`${describeFailure(error).message}\n`)
      return exitCodes.failed
    }
  },
}
