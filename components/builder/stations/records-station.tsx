'use client'

import { Advanced } from '../fields/advanced'
import { isKnownType } from '../fields/component-schema'
import { NodeYaml } from '../fields/node-yaml'
import { PathField } from '../fields/path-field'
import { ComponentSlot, NamedField, SchemaFields, UnknownKeys } from '../fields/schema-fields'
import { TemplateField } from '../fields/template-field'
import { useField, useManifestDocument } from '../manifest-context'
import { typeOf, valueAt } from '../manifest-values'
import { resolvePath } from '../references'
import type { StationProps } from './registry'

/** Where the records are, and which of them stay. */
export function RecordsStation({ streamPath, path }: StationProps) {
  const selector = useField(path)
  const retriever = useField([...streamPath, 'retriever'])
  const extractor = valueAt(selector.value, 'extractor')
  const isOurs = ['', 'DpathExtractor'].includes(typeOf(extractor))
  const decoderKey = typeOf(retriever.value) === 'AsyncRetriever' ? 'download_decoder' : 'decoder'
  return (
    <>
      {isOurs ? (
        <PathField
          label="Records are at"
          path={[...path, 'extractor', 'field_path']}
          placeholder="the whole body"
          hint="Names joined by dots; * stands for every item. Empty: the whole body."
        />
      ) : (
        <OtherExtractor path={[...path, 'extractor']} />
      )}
      <KeepOnly path={path} />
      <ComponentSlot
        label="The response is"
        path={[...streamPath, 'retriever', decoderKey]}
        kinds={['Decoder']}
        noneLabel="JSON"
      />
      <Advanced changed={changedOf(selector.value)}>
        <NamedField type="DpathExtractor" name="record_expander" path={[...path, 'extractor']} />
        <SchemaFields
          type="RecordSelector"
          path={path}
          except={['extractor', 'record_filter', 'type']}
        />
      </Advanced>
      <UnknownKeys type="RecordSelector" path={path} />
    </>
  )
}

/** Places that are found in another way than by a path; code that is not ours is YAML. */
function OtherExtractor({ path }: Pick<StationProps, 'path'>) {
  const { value } = useField(path)
  return isKnownType(typeOf(value)) ? (
    <ComponentSlot label="Records are found by" path={path} kinds={['RecordExtractor']} />
  ) : (
    <NodeYaml path={path} />
  )
}

function changedOf(selector: unknown): number {
  const keys = ['schema_normalization', 'transform_before_filtering']
  const own = keys.filter((key) => valueAt(selector, key) !== undefined).length
  return own + (valueAt(selector, 'extractor', 'record_expander') === undefined ? 0 : 1)
}

function KeepOnly({ path }: Pick<StationProps, 'path'>) {
  const document = useManifestDocument()
  const at = [...path, 'record_filter']
  const filter = useField(at)
  const type = typeOf(filter.value)
  if (type !== '' && type !== 'RecordFilter') return <NodeYaml path={at} />
  return (
    <TemplateField
      label="Keep only records where"
      path={[...at, 'condition']}
      variables={[
        'config',
        'record',
        'stream_slice',
        'stream_partition',
        'stream_interval',
        'stream_state',
      ]}
      placeholder="all of them"
      isCondition
      onChange={(condition) => {
        const next = condition === undefined ? undefined : { type: 'RecordFilter', condition }
        if (type === '' || next === undefined) document.set(resolvePath(document, at), next)
        else document.set(resolvePath(document, [...at, 'condition']), condition)
      }}
    />
  )
}
