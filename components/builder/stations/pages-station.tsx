'use client'

import { Advanced } from '../fields/advanced'
import { NodeYaml } from '../fields/node-yaml'
import { NumberField } from '../fields/number-field'
import { Question } from '../fields/question'
import { ReferenceField } from '../fields/reference-field'
import { RequestOptionField } from '../fields/request-option-field'
import { RetrieverFields } from '../fields/retriever-fields'
import { NamedField, UnknownKeys } from '../fields/schema-fields'
import { TemplateField } from '../fields/template-field'
import { useField, useManifestDocument } from '../manifest-context'
import { typeOf, valueAt } from '../manifest-values'
import {
  firstOfGroup,
  type PagesPreset,
  pagesComponent,
  pagesGroupOf,
  pagesGroups,
  pagesPresetOf,
  pagesPresets,
} from '../presets/pages-presets'
import { resolvePath } from '../references'
import type { StationProps } from './registry'

const tokenVariables = [
  'config',
  'response',
  'headers',
  'last_record',
  'last_page_size',
  'page_size',
]

/** How the API gives its next page. */
export function PagesStation({ streamPath, path }: StationProps) {
  const field = useField(path)
  const preset = pagesPresetOf(field.value)
  if (preset === undefined) return <NodeYaml path={path} />

  const choose = (next: PagesPreset) =>
    field.choose(pagesComponent(next, field.value), 'Change how pages are asked for')
  const group = pagesGroupOf(preset)
  const places = pagesPresets.filter((each) => each.group === group)
  return (
    <>
      <Question
        label="How does the API give the next page?"
        value={group}
        choices={pagesGroups}
        onChange={(next) => choose(firstOfGroup(next))}
      />
      {places.length > 1 && (
        <Question
          label={group === 'link' ? 'Where is the link?' : 'Where is the token?'}
          value={preset}
          choices={places.map(({ id, label }) => ({ value: id, label }))}
          onChange={choose}
        />
      )}
      {preset !== 'none' && (
        <>
          <PagesFields preset={preset} path={path} />
          <RetrieverFields path={[...streamPath, 'retriever']} names={pagesOfRetriever} />
        </>
      )}
      <UnknownKeys type="DefaultPaginator" path={path} />
      <UnknownKeys type={strategyType(field.value)} path={[...path, 'pagination_strategy']} />
    </>
  )
}

const pagesOfRetriever = [
  'ignore_stream_slicer_parameters_on_paginated_requests',
  'page_size_reduction',
  'pagination_reset',
]

function strategyType(paginator: unknown): string {
  return typeOf(valueAt(paginator, 'pagination_strategy'))
}

interface PagesFieldsProps {
  preset: PagesPreset
  path: StationProps['path']
}

function PagesFields({ preset, path }: PagesFieldsProps) {
  const strategy = [...path, 'pagination_strategy']
  const isCursor = !['number', 'offset'].includes(preset)
  const isLink = pagesGroupOf(preset) === 'link'
  return (
    <>
      {isCursor && (
        <div className="two">
          <TokenPlace preset={preset} path={strategy} />
          <TemplateField
            label="Stop when"
            path={[...strategy, 'stop_condition']}
            variables={tokenVariables}
            placeholder="it is empty"
            isCondition
          />
        </div>
      )}
      <div className="two">
        {!isLink && (
          <RequestOptionField
            label={
              isCursor
                ? 'Send the token as'
                : preset === 'number'
                  ? 'Send the number as'
                  : 'Send the offset as'
            }
            path={[...path, 'page_token_option']}
            placeholder={preset === 'number' ? 'page' : isCursor ? 'cursor' : 'offset'}
            mayBePath={isCursor}
          />
        )}
        {preset === 'number' && (
          <NumberField
            label="The first page is"
            path={[...strategy, 'start_from_page']}
            placeholder="0"
          />
        )}
      </div>
      <div className="two">
        <TemplateField
          label="Page size"
          path={[...strategy, 'page_size']}
          variables={['config']}
          placeholder="what the API gives"
          takesNumber
        />
        <RequestOptionField
          label="Send the page size as"
          path={[...path, 'page_size_option']}
          placeholder="limit"
        />
      </div>
      {!isCursor && <InjectOnFirst preset={preset} path={strategy} />}
    </>
  )
}

function InjectOnFirst({ preset, path }: PagesFieldsProps) {
  const { value } = useField([...path, 'inject_on_first_request'])
  return (
    <Advanced changed={value === undefined ? 0 : 1}>
      <NamedField
        type={preset === 'number' ? 'PageIncrement' : 'OffsetIncrement'}
        name="inject_on_first_request"
        path={path}
        label="Send it with the first request too"
      />
    </Advanced>
  )
}

const places: Partial<
  Record<PagesPreset, { label: string; variable: string; placeholder: string }>
> = {
  'body-token': { label: 'Token is at', variable: 'response', placeholder: 'next_cursor' },
  'body-link': { label: 'Link is at', variable: 'response', placeholder: 'links.next' },
  'header-token': { label: 'Header', variable: 'headers', placeholder: 'X-Next-Cursor' },
  'last-record': { label: 'Field of the record', variable: 'last_record', placeholder: 'id' },
}

/** Where the token is. A stop condition that only says “it is empty” follows it. */
function TokenPlace({ preset, path }: PagesFieldsProps) {
  const document = useManifestDocument()
  const stop = useField([...path, 'stop_condition'])
  const at = [...path, 'cursor_value']
  const place = places[preset]
  if (place === undefined) {
    return <TemplateField label="Link is at" path={at} variables={tokenVariables} isRequired />
  }
  return (
    <ReferenceField
      label={place.label}
      path={at}
      variable={place.variable}
      variables={tokenVariables}
      placeholder={place.placeholder}
      isRequired
      onChange={(next, before) => {
        const follows = stop.value === emptyTest(before) && before !== undefined
        document.transact('Change where the token is', () => {
          document.set(resolvePath(document, at), next)
          if (follows) document.set(stop.path, emptyTest(next))
        })
      }}
    />
  )
}

/** `{{ response['a'] }}` → `{{ not response['a'] }}`. */
function emptyTest(template: unknown): string | undefined {
  const inner =
    typeof template === 'string' ? /^\{\{\s*(.*?)\s*\}\}$/.exec(template)?.[1] : undefined
  return inner === undefined ? undefined : `{{ not ${inner} }}`
}
