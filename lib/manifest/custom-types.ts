/** The types of components that run a connector's own Python code, by the kind of their place. */
const customKinds: ReadonlyMap<string, string> = new Map(
  Object.entries({
    CustomAuthenticator: 'Authenticator',
    CustomBackoffStrategy: 'BackoffStrategy',
    CustomConfigTransformation: 'ConfigTransformation',
    CustomDecoder: 'Decoder',
    CustomErrorHandler: 'ErrorHandler',
    CustomPaginationStrategy: 'PaginationStrategy',
    CustomPartitionRouter: 'PartitionRouter',
    CustomRecordExtractor: 'RecordExtractor',
    CustomRecordFilter: 'RecordFilter',
    CustomRequester: 'Requester',
    CustomRetriever: 'Retriever',
    CustomSchemaLoader: 'SchemaLoader',
    CustomSchemaNormalization: 'SchemaNormalization',
    CustomStateMigration: 'StateMigration',
    CustomTransformation: 'Transformation',
    CustomValidationStrategy: 'ValidationStrategy',
  }),
)

/** All types for custom code. They are kept and shown; the engine does not run them. */
export const customTypeNames: readonly string[] = [...customKinds.keys()]

/** The custom types that may stand in a place for components of these kinds. */
export function customTypesOf(kinds: readonly string[]): readonly string[] {
  return customTypeNames.filter((type) => kinds.includes(customKinds.get(type) ?? ''))
}

/** JSON Schema of a custom component: a class, and whatever fields that class takes. */
export function customSchema(type: string): { readonly [key: string]: unknown } {
  return {
    type: 'object',
    title: 'Custom code',
    description: 'Runs Python code of the connector, which is kept and cannot run here.',
    properties: {
      type: { type: 'string', const: type },
      class_name: {
        type: 'string',
        title: 'Class',
        description: 'The Python class with its module.',
        examples: ['source_declarative_manifest.components.MyComponent'],
      },
    },
    required: ['type', 'class_name'],
    additionalProperties: true,
  }
}
