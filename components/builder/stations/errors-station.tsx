'use client'

import { SelectField } from '../../ui/select'
import { changeType } from '../fields/component-change'
import { isKnownType, typesOf } from '../fields/component-schema'
import { NodeYaml } from '../fields/node-yaml'
import { SchemaFields } from '../fields/schema-fields'
import { useField } from '../manifest-context'
import { typeOf } from '../manifest-values'
import type { StationProps } from './registry'

const usual = ''

/** What is done about responses that are no success. */
export function ErrorsStation({ path }: StationProps) {
  const field = useField(path)
  const type = typeOf(field.value)
  const types = typesOf(['ErrorHandler'])
  const options = [
    {
      value: usual,
      label: 'Retry 429 and 5xx, up to 5 times',
      detail: 'What happens when nothing is said',
    },
    ...types.map((each) => ({ value: each.type, label: each.title, detail: each.description })),
    ...(type !== '' && !isKnownType(type)
      ? [{ value: type, label: type, detail: 'Kept as it is' }]
      : []),
  ]
  return (
    <>
      <SelectField
        label="What happens when the API says no?"
        value={type}
        options={options}
        onChange={(next) =>
          field.choose(
            next === usual ? undefined : changeType(field.value, next),
            'Change what happens on errors',
          )
        }
      />
      {type !== '' &&
        (isKnownType(type) ? <SchemaFields type={type} path={path} /> : <NodeYaml path={path} />)}
    </>
  )
}
