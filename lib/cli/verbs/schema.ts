import { exitCodes, type Verb } from '../verb'

export const schema: Verb = {
  summary: 'Print the JSON Schema of manifests.',
  options: {},
  async run() {
    const { manifestJsonSchema } = await import('../../manifest/json-schema')
    process.stdout.write(`${JSON.stringify(manifestJsonSchema(), undefined, 2)}\n`)
    return exitCodes.done
  },
}
