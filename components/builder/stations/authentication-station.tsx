'use client'

import { SelectField } from '../../ui/select'
import { isKnownType, typesOf } from '../fields/component-schema'
import { NodeYaml } from '../fields/node-yaml'
import { SchemaFields } from '../fields/schema-fields'
import { ensureInputs } from '../inputs/ensure-inputs'
import { useField, useManifestDocument, useResolvedManifest } from '../manifest-context'
import { scalarText, typeOf, valueAt } from '../manifest-values'
import {
  authenticationComponent,
  authenticationPresetOf,
  authenticationPresets,
} from '../presets/authentication-presets'
import { resolvePath } from '../references'
import type { StationProps } from './registry'

/** How the API knows who asks. */
export function AuthenticationStation({ path }: StationProps) {
  const field = useField(path)
  const document = useManifestDocument()
  const manifest = useResolvedManifest()
  const requester = useField(path.slice(0, -1))
  const type = typeOf(field.value)
  const preset = authenticationPresetOf(field.value)
  const offered = authenticationPresets.filter((each) => isKnownType(each.type))
  const named = new Set<string>(offered.map((each) => each.type))
  const others = typesOf(['Authenticator']).filter((each) => !named.has(each.type))

  const choose = (id: string) => {
    const chosen = authenticationPresets.find((each) => each.id === id)
    if (chosen === undefined) return field.choose({ type: id }, 'Change how to sign in')
    const apiUrl = scalarText(valueAt(requester.value, 'url_base')) ?? ''
    const { component, inputs } = authenticationComponent(chosen.id, field.value, apiUrl)
    document.transact(`Sign in by ${chosen.label}`, () => {
      document.set(resolvePath(document, path), component)
      ensureInputs(document, manifest, inputs)
    })
  }
  const options = [
    ...offered.map(({ id, label, detail }) => ({ value: id as string, label, detail })),
    ...others.map((each) => ({ value: each.type, label: each.title, detail: each.description })),
    ...(preset === undefined && !others.some((each) => each.type === type)
      ? [{ value: type, label: type, detail: 'Kept as it is, edited as YAML' }]
      : []),
  ]
  return (
    <>
      <SelectField
        label="How does the API know who asks?"
        value={preset ?? type}
        options={options}
        onChange={choose}
      />
      {isKnownType(type) ? (
        <SchemaFields type={type} path={path} />
      ) : (
        type !== '' && <NodeYaml path={path} />
      )}
    </>
  )
}
