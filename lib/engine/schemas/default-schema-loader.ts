import type { BuildContext } from '../component'
import { runOf } from '../run'
import type { SchemaLoader } from './schema-loader'

/** The schema of a stream that has none in its manifest: one that allows everything. */
export function defaultSchemaLoader(streamName: string, context: BuildContext): SchemaLoader {
  return {
    async load() {
      runOf(context.engine).note(
        'info',
        `Stream ${streamName} has no schema, so its records may have any fields.`,
        context.path,
        streamName,
      )
      return {}
    },
  }
}
