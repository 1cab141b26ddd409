// The editor: core, its features, and YAML only. Import this module dynamically.
import * as monaco from 'monaco-editor/editor'
import 'monaco-editor/features/register.all'
import 'monaco-editor/languages/definitions/yaml/register'
import { configureMonacoYaml, type JSONSchema } from 'monaco-yaml'

self.MonacoEnvironment = {
  getWorker: () =>
    new Worker(new URL('./editor.worker.ts', import.meta.url), { type: 'module', name: 'editor' }),
}

/** monaco-yaml asks for its worker by label; since 0.53 monaco wants the worker itself. */
const monacoForYaml = {
  ...monaco,
  editor: {
    ...monaco.editor,
    createWebWorker({ createData }: { createData: unknown }) {
      const worker = new Worker(new URL('./yaml.worker.ts', import.meta.url), {
        type: 'module',
        name: 'yaml',
      })
      worker.postMessage('start')
      worker.postMessage(createData)
      return monaco.editor.createWebWorker({ worker })
    },
  },
}

// Problems come from the document, which knows more than the schema; the schema completes and explains.
const yaml = configureMonacoYaml(monacoForYaml as never, {
  enableSchemaRequest: false,
  validate: false,
})

/** Sets the schema of every YAML document. May be called again. */
export function setYamlSchema(schema: JSONSchema) {
  return yaml.update({
    schemas: [{ uri: 'plumbline://schema/manifest.json', fileMatch: ['**/*.yaml'], schema }],
  })
}

export { monaco }
