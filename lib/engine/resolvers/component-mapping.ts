import { z } from 'zod'
import {
  type BuildContext,
  type ComponentConfig,
  defineComponent,
  defineKind,
  template,
} from '../component'
import { ManifestInvalid } from '../errors'
import { interpolatedBoolean, interpolatedString, type Variables } from '../interpolate'
import { isTruthy } from '../values/compare'
import { setAt, valuesAt } from '../values/dpath'
import { toText } from '../values/text'
import { Float, type Json, type Value } from '../values/value'
import { replaceAt } from './replace-at'

/** What a mapping does with a value before it is put in place. */
export type ValueReader = (value: Value, isText: boolean) => Value

/** Puts a value into a stream definition. */
export interface ComponentMapping {
  apply(stream: Json, variables: Variables, read: ValueReader): void
  readonly hasCondition: boolean
}

export const componentMappingKind = defineKind<ComponentMapping>('ComponentMapping')

const variables = ['config', 'components_values', 'stream_template_config', 'stream_slice']

export const componentMappingDefinition = defineComponent({
  schema: z
    .object({
      type: z.literal('ComponentMappingDefinition'),
      field_path: z.array(template(...variables)).meta({
        title: 'Field',
        description: 'Where in the stream the value goes. `*` stands for any key.',
        examples: [['name'], ['retriever', 'requester', 'path']],
      }),
      value: template(...variables).meta({
        title: 'Value',
        description: 'What is put there, from the entry of the list.',
        examples: ["{{ components_values['name'] }}"],
      }),
      value_type: z.enum(['string', 'number', 'integer', 'boolean']).optional().meta({
        title: 'Kind of value',
        description: 'Keeps the value as this kind; text otherwise.',
      }),
      create_or_update: z.boolean().default(false).meta({
        title: 'Add the field',
        description: 'Puts the value there even when the template has no such field.',
      }),
      condition: template(...variables)
        .optional()
        .meta({
          title: 'Condition',
          description: 'The value is put there only when this is true.',
          group: 'advanced',
        }),
    })
    .meta({
      title: 'Field of made streams',
      description: 'A field that differs between the streams.',
    }),

  create(config, context): ComponentMapping {
    const path = config.field_path.map((part) => interpolatedString(part, context))
    const value = interpolatedString(config.value, context)
    const condition = config.condition ? interpolatedBoolean(config.condition, context) : undefined

    return {
      hasCondition: condition !== undefined,
      apply(stream, scope, read) {
        if (condition && !condition(scope)) return
        const place = path.map((part) => toText(part(scope)))
        const rendered = value(scope)
        const typed = config.value_type ? keepType(rendered, config.value_type) : rendered
        const result = read(typed, config.value_type === 'string') as Json
        if (valuesAt(stream, place).length > 0) replaceAt(stream, place, result)
        else if (config.create_or_update && isTruthy(result)) setAt(stream, place, result)
      },
    }
  },
})

/** A value of the wanted type as it is, any other as text. */
function keepType(value: Value, type: 'string' | 'number' | 'integer' | 'boolean'): Value {
  const isWhole =
    typeof value === 'bigint' || (typeof value === 'number' && Number.isInteger(value))
  const isNumber = typeof value === 'number' || isWhole || value instanceof Float
  const isKept =
    type === 'string'
      ? typeof value === 'string'
      : type === 'boolean'
        ? typeof value === 'boolean'
        : type === 'integer'
          ? isWhole
          : isNumber
  return isKept ? value : toText(value)
}

/** @throws ManifestInvalid when a mapping has a condition where conditions do not apply */
export function buildMappings(
  configs: readonly ComponentConfig[],
  context: BuildContext,
  { allowsConditions, allowsNewFields }: { allowsConditions: boolean; allowsNewFields: boolean },
): readonly ComponentMapping[] {
  return configs.map((config, index) => {
    const key = ['components_mapping', index]
    const own = allowsNewFields ? config : { ...config, create_or_update: false }
    const mapping = context.build(componentMappingKind, own, key)
    if (!mapping.hasCondition || allowsConditions) return mapping
    throw new ManifestInvalid('condition is only supported for ConfigComponentsResolver', {
      path: [...context.path, ...key],
    })
  })
}
