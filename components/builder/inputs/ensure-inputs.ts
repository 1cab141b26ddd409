import type { ManifestEdits } from '@/lib/manifest/manifest-edits'
import { asObject, listAt, valueAt } from '../manifest-values'
import type { NeededInput } from '../presets/authentication-presets'

const properties = ['spec', 'connection_specification', 'properties'] as const
const required = ['spec', 'connection_specification', 'required'] as const

/** Declares the inputs that are missing, as required ones. Those that exist are left as they are. */
export function ensureInputs(
  edits: ManifestEdits,
  manifest: unknown,
  inputs: readonly NeededInput[],
): void {
  const known = asObject(valueAt(manifest, ...properties))
  const missing = inputs.filter(({ name }) => known?.[name] === undefined)
  if (missing.length === 0) return
  if (known === undefined) edits.set(['spec'], emptySpec(manifest))
  const order = Object.keys(known ?? {}).length
  for (const [index, { name, title, isSecret }] of missing.entries()) {
    edits.set([...properties, name], {
      type: 'string',
      title,
      order: order + index,
      ...(isSecret && { airbyte_secret: true }),
    })
  }
  const names = listAt(manifest, ...required).map(String)
  edits.set([...required], [...names, ...missing.map(({ name }) => name)])
}

/** A specification that keeps what there is of one. */
function emptySpec(manifest: unknown): Record<string, unknown> {
  const spec = asObject(valueAt(manifest, 'spec'))
  const connection = asObject(valueAt(spec, 'connection_specification'))
  return {
    type: 'Spec',
    ...spec,
    connection_specification: {
      $schema: 'http://json-schema.org/draft-07/schema#',
      type: 'object',
      additionalProperties: true,
      ...connection,
      required: listAt(connection, 'required'),
      properties: {},
    },
  }
}
