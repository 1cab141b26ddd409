import { mkdir, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { allowPrivateOption } from '../connector-options'
import { readText } from '../files'
import { exitCodes, UsageError, type Verb } from '../verb'

export const suggest: Verb = {
  summary:
    "Make a connector from an API's OpenAPI documents, by rules; with --model also by a model.",
  options: {
    openapi: {
      value: 'FILE',
      summary: 'OpenAPI 2.0, 3.0 or 3.1, JSON or YAML. May be given several times.',
      isRequired: true,
      isRepeated: true,
    },
    offline: {
      summary: 'Use no model. That is so without --model too; the option states the wish.',
    },
    model: {
      summary:
        'Ask OPENAI_MODEL at OPENAI_BASE_URL with OPENAI_API_KEY about what rules leave open.',
    },
    'allow-private': allowPrivateOption,
    out: {
      value: 'FOLDER',
      summary: 'Where manifest.yaml, manifest.json and suggestions.json go.',
      isRequired: true,
    },
  },
  async run({ options }) {
    const files = [options.openapi].flat().map(String)
    const folder = String(options.out)
    if (new Set(files.map((file) => basename(file))).size < files.length) {
      throw new UsageError(
        'suggest needs documents with different names: evidence is told apart by them.',
      )
    }
    if (options.model === true && options.offline === true) {
      throw new UsageError('suggest takes --model or --offline, not both.')
    }
    const { askModel, modelOf } = await import('../ask-model')
    const model = options.model === true ? modelOf(process.env) : undefined
    // Short-lived values are most of what a large document makes: without room to grow they are
    // collected early, which halves the memory of a 20 MB document and costs no time.
    setFlagsFromString('--semi-space-growth-factor=1')
    const { NotOpenApi, parseOpenApi } = await import('../../importers/openapi/parse')
    const { factsFromOpenApi } = await import('../../importers/openapi/import-openapi')
    const { manifestFromFacts } = await import('../../assistant/manifest-from-facts')
    const { manifestText } = await import('../../assistant/manifest-text')
    const { suggestionsFrom } = await import('../../assistant/suggestions')
    const tell = (line: string) => process.stderr.write(`${line}\n`)
    const asking = { allowPrivate: options['allow-private'] === true, tell }
    try {
      const documents = []
      for (const file of files) documents.push(parseOpenApi(await readText(file), basename(file)))
      const byRules = factsFromOpenApi(documents)
      const facts = model ? await askModel(byRules, await textsOf(files), model, asking) : byRules
      const { shared, resolved } = manifestFromFacts(facts)
      const json = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, 'manifest.yaml'), manifestText(shared, facts))
      await writeFile(join(folder, 'manifest.json'), json(resolved))
      await writeFile(join(folder, 'suggestions.json'), json(suggestionsFrom(facts, resolved)))
      for (const note of facts.notes) process.stderr.write(`${note}\n`)
      return exitCodes.done
    } catch (error) {
      const { describeFailure } = await import('../../engine/failure')
      const { ManifestError } = await import('../../manifest/manifest-error')
      const isTold = error instanceof NotOpenApi || error instanceof ManifestError
      const { message } = isTold ? error : describeFailure(error)
      process.stderr.write(`${message}\n`)
      return exitCodes.failed
    }
  },
}

function textsOf(files: readonly string[]) {
  return Promise.all(
    files.map(async (file) => ({ name: basename(file), text: await readText(file) })),
  )
}
