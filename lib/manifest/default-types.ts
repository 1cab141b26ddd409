/** The type of an untyped component by the field it stands in, `ParentType.field`. */
const defaultTypes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'CompositeErrorHandler.error_handlers': 'DefaultErrorHandler',
    'CursorPagination.decoder': 'JsonDecoder',
    'DatetimeBasedCursor.start_datetime': 'MinMaxDatetime',
    'DatetimeBasedCursor.end_datetime': 'MinMaxDatetime',
    'DatetimeBasedCursor.start_time_option': 'RequestOption',
    'DatetimeBasedCursor.end_time_option': 'RequestOption',
    'DeclarativeSource.check': 'CheckStream',
    'DeclarativeSource.spec': 'Spec',
    'DeclarativeSource.streams': 'DeclarativeStream',
    'DeclarativeStream.retriever': 'SimpleRetriever',
    'DeclarativeStream.schema_loader': 'JsonFileSchemaLoader',
    'DynamicDeclarativeStream.stream_template': 'DeclarativeStream',
    // The reference says the singular here, which no component has as its type.
    'DynamicDeclarativeStream.components_resolver': 'ConfigComponentResolver',
    'HttpComponentsResolver.retriever': 'SimpleRetriever',
    'HttpComponentsResolver.components_mapping': 'ComponentMappingDefinition',
    'ConfigComponentsResolver.stream_config': 'StreamConfig',
    'ConfigComponentsResolver.components_mapping': 'ComponentMappingDefinition',
    'DefaultErrorHandler.response_filters': 'HttpResponseFilter',
    'DefaultPaginator.decoder': 'JsonDecoder',
    'DefaultPaginator.page_size_option': 'RequestOption',
    'DpathExtractor.decoder': 'JsonDecoder',
    'DpathExtractor.record_expander': 'RecordExpander',
    'RecordExpander.parent_fields': 'ParentFieldPath',
    'HttpRequester.error_handler': 'DefaultErrorHandler',
    'ListPartitionRouter.request_option': 'RequestOption',
    'ParentStreamConfig.request_option': 'RequestOption',
    'ParentStreamConfig.stream': 'DeclarativeStream',
    'RecordSelector.extractor': 'DpathExtractor',
    'RecordSelector.record_filter': 'RecordFilter',
    'SimpleRetriever.paginator': 'NoPagination',
    'SimpleRetriever.record_selector': 'RecordSelector',
    'SimpleRetriever.requester': 'HttpRequester',
    'SubstreamPartitionRouter.parent_stream_configs': 'ParentStreamConfig',
    'CustomPartitionRouter.parent_stream_configs': 'ParentStreamConfig',
    'AddFields.fields': 'AddedFieldDefinition',
    'DynamicSchemaLoader.retriever': 'SimpleRetriever',
    'SchemaTypeIdentifier.types_map': 'TypesMap',
  }),
)

/** The same for an untyped component with a `class_name`. */
const customTypes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'CompositeErrorHandler.backoff_strategies': 'CustomBackoffStrategy',
    'DefaultErrorHandler.backoff_strategies': 'CustomBackoffStrategy',
    'DeclarativeStream.retriever': 'CustomRetriever',
    'DeclarativeStream.transformations': 'CustomTransformation',
    'DefaultPaginator.pagination_strategy': 'CustomPaginationStrategy',
    'HttpRequester.authenticator': 'CustomAuthenticator',
    'HttpRequester.error_handler': 'CustomErrorHandler',
    'RecordSelector.extractor': 'CustomRecordExtractor',
    'SimpleRetriever.partition_router': 'CustomPartitionRouter',
  }),
)

/** The type an untyped component gets in a field; undefined when the reference leaves it untyped. */
export function typeFor(field: string, hasClassName: boolean): string | undefined {
  return (hasClassName ? customTypes : defaultTypes).get(field)
}
