import { z } from 'zod'
import { type BuildContext, defineComponent, defineKind, slot, template } from '../component'
import { ConfigInvalid, ManifestInvalid } from '../errors'
import { interpolatedString } from '../interpolate'
import { runOf } from '../run'
import { valuesAt } from '../values/dpath'
import { parseJson } from '../values/json'
import { toText } from '../values/text'
import type { Json, JsonObject } from '../values/value'
import type { ConfigValidator } from './config-rules'
import { schemaViolation } from './json-schema'

/** A rule for one value. */
export interface ValidationStrategy {
  /** @throws ConfigInvalid */
  validate(value: Json): void
}

export const validationStrategyKind = defineKind<ValidationStrategy>('ValidationStrategy')

export const validateAdheresToSchema = defineComponent({
  schema: z
    .object({
      type: z.literal('ValidateAdheresToSchema'),
      base_schema: z.union([z.record(z.string(), z.unknown()), template('config')]).meta({
        title: 'Schema',
        description: 'The JSON Schema that the value has to fit.',
        examples: [{ type: 'object', required: ['id'] }],
      }),
    })
    .meta({ title: 'Fits a schema', description: 'The value has to fit a JSON Schema.' }),

  create({ base_schema }, context): ValidationStrategy {
    return {
      validate(value) {
        const schema =
          typeof base_schema === 'string' ? interpolatedString(base_schema, context)() : base_schema
        // Text is always taken for JSON, so plain text can never fit.
        const checked = typeof value === 'string' ? readJson(value, context) : value
        const violation = schemaViolation(schema as JsonObject, checked)
        if (violation === undefined) return
        throw invalid(`JSON schema validation error: ${violation}`, context)
      },
    }
  },
})

export const dpathValidator = defineComponent({
  schema: z
    .object({
      type: z.literal('DpathValidator'),
      field_path: z.array(template('config')).meta({
        title: 'Field',
        description: 'Which value is looked at; `*` stands for any key. A missing one is fine.',
        examples: [['credentials']],
      }),
      validation_strategy: slot(validationStrategyKind).meta({
        title: 'Rule',
        description: 'What has to hold for it.',
      }),
    })
    .meta({
      title: 'Check a field',
      description: 'A value of the configuration has to keep a rule.',
    }),

  create({ field_path, validation_strategy }, context): ConfigValidator {
    if (field_path.length === 0) {
      throw new ManifestInvalid('field_path has to name a field', {
        path: [...context.path, 'field_path'],
      })
    }
    const key = 'validation_strategy'
    const strategy = context.build(validationStrategyKind, validation_strategy, key)
    return {
      validate(config) {
        const scope = { ...context, config }
        const path = field_path.map((part) => toText(interpolatedString(part, scope)()))
        const values = valuesAt(config, path)
        if (values.length === 0) {
          const text = `The configuration has no ${path.join('.')}, so its rule was not looked at.`
          runOf(context.engine).note('info', text, context.path)
        }
        for (const value of values) strategy.validate(value)
      },
    }
  },
})

export const predicateValidator = defineComponent({
  schema: z
    .object({
      type: z.literal('PredicateValidator'),
      value: z.unknown().meta({ title: 'Value', description: 'The value that is looked at.' }),
      validation_strategy: slot(validationStrategyKind).meta({
        title: 'Rule',
        description: 'What has to hold for it.',
      }),
    })
    .meta({ title: 'Check a value', description: 'A value has to keep a rule.' }),

  create({ value, validation_strategy }, context): ConfigValidator {
    const key = 'validation_strategy'
    const strategy = context.build(validationStrategyKind, validation_strategy, key)
    return { validate: () => strategy.validate((value ?? null) as Json) }
  },
})

function readJson(text: string, context: BuildContext): Json {
  try {
    return parseJson(text)
  } catch {
    throw invalid('The text is no JSON, and only JSON can fit a schema', context)
  }
}

function invalid(message: string, { path }: BuildContext): ConfigInvalid {
  return new ConfigInvalid(message, { path, failureType: 'system_error' })
}
