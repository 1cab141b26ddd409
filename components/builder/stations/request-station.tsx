'use client'

import { useState } from 'react'
import { Segmented } from '../../ui/segmented'
import { Advanced } from '../fields/advanced'
import { fieldsOf, isKnownType } from '../fields/component-schema'
import { EnumField } from '../fields/enum-field'
import { KeyValueField } from '../fields/key-value-field'
import { NodeYaml } from '../fields/node-yaml'
import { Question } from '../fields/question'
import { NamedField, SchemaFields, UnknownKeys } from '../fields/schema-fields'
import { TemplateField } from '../fields/template-field'
import { useField, useManifestDocument } from '../manifest-context'
import { objectAt, typeOf, valueAt } from '../manifest-values'
import { type BodyKind, bodyEdits, bodyKindOf, bodyKinds } from '../presets/body-kinds'
import { resolvePath } from '../references'
import type { StationProps } from './registry'

const variables = [
  'config',
  'stream_slice',
  'stream_partition',
  'stream_interval',
  'next_page_token',
]
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** What is asked of the API. Streams that work by jobs have a request for each step. */
export function RequestStation({ streamPath, path }: StationProps) {
  const retriever = useField([...streamPath, 'retriever'])
  if (typeOf(retriever.value) === 'AsyncRetriever') {
    return <AsyncRequests path={[...streamPath, 'retriever']} />
  }
  return <RequesterForm path={path} />
}

const steps = [
  { value: 'creation_requester', label: 'Start the job' },
  { value: 'polling_requester', label: 'Ask how it goes' },
  { value: 'download_requester', label: 'Download' },
  { value: 'rest', label: 'Status' },
] as const

function AsyncRequests({ path }: { path: StationProps['path'] }) {
  const [step, setStep] = useState<(typeof steps)[number]['value']>('creation_requester')
  return (
    <>
      <Segmented label="Step of the job" value={step} choices={steps} onChange={setStep} />
      {step === 'rest' ? (
        <>
          <NamedField type="AsyncRetriever" name="status_mapping" path={path} />
          <NamedField type="AsyncRetriever" name="status_extractor" path={path} />
          <NamedField type="AsyncRetriever" name="polling_job_timeout" path={path} />
          {!isKnownType('AsyncRetriever') && <NodeYaml path={path} />}
        </>
      ) : (
        <RequesterForm path={[...path, step]} key={step} />
      )}
    </>
  )
}

/** The form of one requester, here and in the connector's settings. */
export function RequesterForm({ path }: { path: StationProps['path'] }) {
  const field = useField(path)
  const type = typeOf(field.value)
  if (type !== '' && type !== 'HttpRequester') return <NodeYaml path={path} />
  return (
    <>
      <div className="two method">
        <EnumField
          label="Method"
          path={[...path, 'http_method']}
          choices={methods}
          placeholder="GET"
        />
        <TemplateField
          label="Path"
          path={[...path, 'path']}
          variables={variables}
          placeholder="/v1/orders"
          hint={<BaseUrl value={field.value} />}
        />
      </div>
      <KeyValueField
        label="Parameters"
        path={[...path, 'request_parameters']}
        variables={variables}
      />
      <KeyValueField label="Headers" path={[...path, 'request_headers']} variables={variables} />
      <BodyFields path={path} />
      <RestOfRequester path={path} />
      <UnknownKeys type="HttpRequester" path={path} />
    </>
  )
}

function BaseUrl({ value }: { value: unknown }) {
  const base = valueAt(value, 'url_base') ?? valueAt(value, 'url')
  return typeof base === 'string' && base !== '' ? (
    <>
      under <code>{base}</code>
    </>
  ) : (
    'No base address yet'
  )
}

function BodyFields({ path }: { path: StationProps['path'] }) {
  const field = useField(path)
  const document = useManifestDocument()
  const kind = bodyKindOf(field.value)
  const choose = (next: BodyKind) =>
    document.transact('Change the body', () => {
      for (const [key, value] of bodyEdits(next, field.value)) {
        document.set(resolvePath(document, [...path, key]), value)
      }
    })
  const isOld = valueAt(field.value, 'request_body') === undefined
  const body = isOld
    ? [...path, kind === 'form' || kind === 'text' ? 'request_body_data' : 'request_body_json']
    : [...path, 'request_body', 'value']
  return (
    <>
      <Question label="Body" value={kind} choices={bodyKinds} onChange={choose} />
      {(kind === 'json' || kind === 'form') && <BodyRows path={body} />}
      {kind === 'text' && <TemplateField label="Text" path={body} variables={variables} isLong />}
      {kind === 'graphql' && (
        <TemplateField label="Query" path={[...body, 'query']} variables={variables} isLong />
      )}
    </>
  )
}

/** A flat body is rows; a nested one is YAML. */
function BodyRows({ path }: { path: StationProps['path'] }) {
  const { value } = useField(path)
  const isFlat = Object.values(objectAt(value) ?? {}).every((each) => typeof each !== 'object')
  return isFlat ? (
    <KeyValueField label="Fields" path={path} variables={variables} />
  ) : (
    <NodeYaml path={path} />
  )
}

const drawn = new Set([
  'http_method',
  'path',
  'request_parameters',
  'request_headers',
  'request_body',
  'request_body_json',
  'request_body_data',
  'authenticator',
  'error_handler',
])

function RestOfRequester({ path }: { path: StationProps['path'] }) {
  const { value } = useField(path)
  const rest = (fieldsOf('HttpRequester') ?? []).filter((field) => !drawn.has(field.key))
  const changed = rest.filter((field) => valueAt(value, field.key) !== undefined).length
  return (
    <Advanced changed={changed}>
      <SchemaFields type="HttpRequester" path={path} except={[...drawn]} />
    </Advanced>
  )
}
