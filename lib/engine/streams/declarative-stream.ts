import { z } from 'zod'
import { type BuildContext, defineComponent, slot } from '../component'
import { type Cursor, type CursorDefinition, cursorKind } from '../cursors/cursor'
import { createFinalStateCursor, NO_CURSOR_STATE_KEY } from '../cursors/final-state-cursor'
import { DateTime } from '../datetime/date-time'
import { ComponentUnsupported, ManifestInvalid } from '../errors'
import { buildRouter } from '../partitions/build-router'
import type { PartitionRouter } from '../partitions/partition-router'
import { retrieverKind, type SliceScope } from '../retrievers/retriever'
import { compositeLoader } from '../schemas/composite-loader'
import { defaultSchemaLoader } from '../schemas/default-schema-loader'
import { type SchemaLoader, schemaLoaderKind } from '../schemas/schema-loader'
import type { StreamSlice } from '../slice'
import { stateMigrationKind } from '../state/state-migration'
import type { StreamScope } from '../stream-scope'
import { transformationKind } from '../transforms/transformation'
import { isTruthy } from '../values/compare'
import { isObject, type JsonObject } from '../values/value'
import { primaryKeyPaths, primaryKeySchema } from './primary-key'
import type { Stream, StreamDefinition, StreamStart } from './stream'

const schema = z
  .object({
    type: z.literal('DeclarativeStream'),
    name: z
      .string()
      .default('')
      .meta({
        title: 'Name',
        description: 'What the stream is called. Destinations name its table after it.',
        examples: ['customers'],
      }),
    retriever: slot(retrieverKind).meta({
      title: 'Retriever',
      description: 'How records are asked for and read.',
    }),
    incremental_sync: slot(cursorKind).optional().meta({
      title: 'Incremental sync',
      description: 'Reads only what is new since the last sync.',
    }),
    primary_key: primaryKeySchema.optional().meta({
      title: 'Primary key',
      description: 'The field, or fields, that tell one record from another.',
      examples: ['id', ['account', 'id']],
    }),
    schema_loader: z
      .union([z.array(slot(schemaLoaderKind)), slot(schemaLoaderKind)])
      .optional()
      .meta({
        title: 'Schema',
        description: 'What fields the records have. Several schemas are put together.',
      }),
    transformations: z.array(slot(transformationKind)).optional().meta({
      title: 'Transformations',
      description: 'Changes to each record, in this order.',
    }),
    state_migrations: z.array(slot(stateMigrationKind)).default([]).meta({
      title: 'State migrations',
      description: 'Turn states of older versions into the present form.',
      group: 'advanced',
    }),
    file_uploader: z.unknown().optional().meta({
      title: 'File upload',
      description: 'Downloads a file for each record.',
      group: 'advanced',
    }),
  })
  .meta({ title: 'Stream', description: 'One named source of records.' })

type Config = z.output<typeof schema>

export const declarativeStream = defineComponent({
  schema,
  create: (config, context): StreamDefinition => ({
    name: config.name,
    stateDate: (state) => stateDate(config, context, state),
    open: (start) => openStream(config, context, start),
  }),
})

/** A full read that came to its end is as new as can be; partitions share their global date. */
function stateDate(config: Config, context: BuildContext, state: JsonObject): DateTime | undefined {
  if (config.incremental_sync === undefined) {
    const isDone = isTruthy(state[NO_CURSOR_STATE_KEY] ?? null)
    return isDone ? DateTime.ofEpochMicros(context.engine.nowMicros()) : undefined
  }
  const definition = context.build(cursorKind, config.incremental_sync, 'incremental_sync')
  const isPartitioned = [config.retriever.partition_router ?? []].flat().length > 0
  const global = state.state
  if (!isPartitioned) return definition.stateDate(state)
  return isObject(global ?? null) ? definition.stateDate(global as JsonObject) : undefined
}

/** Builds the parts of a stream in the order in which they need each other. */
function openStream(config: Config, context: BuildContext, start: StreamStart): Stream {
  if (config.file_uploader !== undefined && start.isSelected) {
    throw new ComponentUnsupported(
      `Stream ${config.name} downloads files, which this engine does not do. Remove file_uploader to read its records.`,
      { path: [...context.path, 'file_uploader'] },
    )
  }
  const cursorDefinition =
    config.incremental_sync &&
    context.build(cursorKind, config.incremental_sync, 'incremental_sync')
  const scope = new Scope(config, startState(start, cursorDefinition), start.configuredSchema)
  const router = buildRouter(config.retriever.partition_router, context, ['retriever'], scope)
  if (router?.isLazy && cursorDefinition?.hasSteps) {
    throw new ManifestInvalid(
      `Stream ${config.name} starts with children that its parents bring, which takes a cursor without step and cursor_granularity.`,
      { path: [...context.path, 'incremental_sync'] },
    )
  }
  scope.state = migrateState(config, context, scope, router, cursorDefinition)
  const cursor = startCursor(scope, router, cursorDefinition, start)
  scope.slicePatcher = cursor
  scope.cursor = cursorDefinition && cursor
  const loader = buildLoader(config, context, scope)
  let schemaPromise: Promise<JsonObject> | undefined
  scope.schema = () => {
    schemaPromise ??= loader.load()
    return schemaPromise
  }
  scope.transformations = (config.transformations ?? []).map((each, index) =>
    context.build(transformationKind, each, ['transformations', index], scope),
  )
  const retriever = context.build(retrieverKind, config.retriever, 'retriever', scope)

  return {
    name: config.name,
    primaryKey: primaryKeyPaths(config.primary_key, [...context.path, 'primary_key']),
    cursor,
    isCursorChosen: cursorDefinition?.isFieldChosen ?? false,
    isFileBased: config.file_uploader !== undefined,
    ancestors: router?.ancestors ?? [],
    schema: () => scope.schema(),
    slices: () => retriever.slices?.(() => cursor.slices()) ?? cursor.slices(),
    read: (slice: StreamSlice, sliceScope: SliceScope) => retriever.read(slice, sliceScope),
  }
}

/** What the parts of a stream share. Filled in while the stream is built. */
class Scope implements StreamScope {
  readonly name: string
  readonly primaryKey: readonly (readonly string[])[]
  readonly isIncremental: boolean
  readonly configuredSchema: JsonObject | undefined
  state: JsonObject
  transformations: StreamScope['transformations'] = []
  slicePatcher: StreamScope['slicePatcher'] = { patch: () => ({}) }
  cursor: Cursor | undefined
  schema: () => Promise<JsonObject> = async () => ({})

  constructor(
    { name, primary_key, incremental_sync }: Config,
    state: JsonObject,
    configuredSchema: JsonObject | undefined,
  ) {
    this.name = name
    this.primaryKey = primaryKeyPaths(primary_key || undefined, []) ?? []
    this.isIncremental = incremental_sync !== undefined
    this.configuredSchema = configuredSchema
    this.state = state
  }
}

function startState(
  { state, legacyValue }: StreamStart,
  cursor: CursorDefinition | undefined,
): JsonObject {
  if (state) return state
  return legacyValue !== undefined && cursor ? { [cursor.field]: legacyValue } : {}
}

function migrateState(
  config: Config,
  context: BuildContext,
  scope: StreamScope,
  router: PartitionRouter | undefined,
  cursor: CursorDefinition | undefined,
): JsonObject {
  const stream = {
    cursorField: cursor?.field,
    partitionFields: router?.partitionFields ?? [],
    parentCount: router?.parentCount ?? 0,
  }
  return config.state_migrations.reduce((state, each, index) => {
    const migration = context.build(stateMigrationKind, each, ['state_migrations', index], scope)
    return migration.migrate(state, stream)
  }, scope.state)
}

function startCursor(
  scope: StreamScope,
  router: PartitionRouter | undefined,
  definition: CursorDefinition | undefined,
  { catalogCursorField }: StreamStart,
): Cursor {
  if (!definition) return createFinalStateCursor(router)
  return definition.start({
    streamName: scope.name,
    state: scope.state,
    router,
    catalogCursorField,
  })
}

function buildLoader(config: Config, context: BuildContext, scope: StreamScope): SchemaLoader {
  const { schema_loader } = config
  if (schema_loader === undefined) return defaultSchemaLoader(config.name, context)
  if (!Array.isArray(schema_loader)) {
    return context.build(schemaLoaderKind, schema_loader, 'schema_loader', scope)
  }
  return compositeLoader(
    schema_loader.map((each, index) =>
      context.build(schemaLoaderKind, each, ['schema_loader', index], scope),
    ),
  )
}
